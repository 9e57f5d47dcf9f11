for (const button of document.querySelectorAll('.front-door-print')) {
  button.addEventListener('click', () => window.print());
}
