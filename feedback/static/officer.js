// Starts GOV.UK Frontend's components. Everything on these pages works without it.
const address = document.querySelector('meta[name="govuk-frontend"]').content;
const { initAll } = await import(address);
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
