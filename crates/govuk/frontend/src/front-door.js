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
