for (const button of document.querySelectorAll('.front-door-print')) {
  button.addEventListener('click', () => window.print());
}

// A radio button that reveals something: ARIA has no expanded radio buttons, so that some screen readers say nothing of it
// and others the wrong thing. All of them read a description.
for (const radio of document.querySelectorAll('.govuk-radios__input[aria-controls]')) {
  const words = document.createElement('span');
  words.id = `${radio.id}-reveals`;
  words.className = 'govuk-visually-hidden';
  words.textContent = 'If you choose this, there is more to fill in below it.';
  radio.parentElement.append(words);
  radio.setAttribute('aria-describedby', `${radio.getAttribute('aria-describedby') ?? ''} ${words.id}`.trim());
  const unsay = () => radio.removeAttribute('aria-expanded');
  new MutationObserver(unsay).observe(radio, { attributeFilter: ['aria-expanded'] });
  unsay();
}

// A search that shows what it finds while somebody types. Without script, or where an answer fails to come, its button does.
for (const form of document.querySelectorAll('form[data-found]')) {
  const [input, found, status] = [form.querySelector('input'), ...['found', 'found-status'].map((id) => document.getElementById(id))];
  let waiting;
  let latest = 0;
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const asked = ++latest;
      const answer = await fetch(`${form.dataset.found}?${new URLSearchParams({ q: input.value })}`).catch(() => null);
      const html = answer?.ok ? await answer.text() : '';
      // An answer that a later one has overtaken is no answer any more.
      if (asked !== latest) return;
      found.innerHTML = html;
      status.textContent = found.querySelector('h2')?.textContent ?? '';
    }, 250);
  });
}

// A file that is too large for one request goes in parts, and the page says how far it is.
for (const form of document.querySelectorAll('form[data-import]')) {
  const [file, sending, button] = ['input[type=file]', '.front-door-sending', 'button'].map((which) => form.querySelector(which));
  const progress = form.querySelector('progress');
  const status = form.querySelector('[role=status]');

  let tries = 0;

  const ask = async (method, path, type, body, more) => {
    const headers = { 'Content-Type': type, ...more };
    // A part that fails to arrive is sent again: that is harmless.
    for (let left = 3; ; left--) {
      const answer = await fetch(path, { method, headers, body }).catch(() => null);
      if (answer?.ok) return answer.json();
      if (left === 0 || (answer && answer.status < 500)) {
        const problem = await answer?.json().catch(() => null);
        throw new Error(problem?.detail ?? problem?.errors?.[0]?.detail ?? problem?.title ?? 'The connection was lost. Try again.');
      }
      await new Promise((done) => setTimeout(done, 2000));
    }
  };

  const send = async (whole) => {
    const imports = form.dataset.import;
    const size = Number(form.dataset.partBytes);
    // So that an answer that is lost on its way does not begin a second one.
    const once = { 'Idempotency-Key': `${form.elements.attempt.value}-${++tries}` };
    const { id } = await ask('POST', imports, 'application/json', JSON.stringify({ bytes: whole.size }), once);
    try {
      for (let number = 1, sent = 0; sent < whole.size; number++, sent += size) {
        const { rows } = await ask('PUT', `${imports}/${id}/parts/${number}`, 'text/csv', whole.slice(sent, sent + size));
        progress.value = Math.min(100, (100 * (sent + size)) / whole.size);
        // Said now and then, not after each part: a screen reader would never come to an end.
        if (number % 10 === 1) status.textContent = `${Math.floor(progress.value)}% sent, ${rows.toLocaleString('en-GB')} rows read`;
      }
    } catch (error) {
      await ask('POST', `${imports}/${id}/cancellation`, 'application/json', '{}').catch(() => null);
      throw error;
    }
  };

  form.addEventListener('submit', async (event) => {
    const [whole] = file.files;
    if (!whole) return;
    event.preventDefault();
    button.disabled = true;
    sending.hidden = false;
    status.className = 'govuk-body';
    status.textContent = '';
    try {
      await send(whole);
      location.assign(form.dataset.then);
    } catch (error) {
      status.className = 'govuk-error-message';
      status.textContent = error.message;
      sending.hidden = true;
      button.disabled = false;
    }
  });
}
