// Starts GOV.UK Frontend's components. Everything on these pages works without it.
const address = document.querySelector('meta[name="govuk-frontend"]').content;
const { initAll } = await import(address);
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// What is typed in a field with data-mirrored-by="seen" stands in every element whose id begins with seen-.
for (const field of document.querySelectorAll("[data-mirrored-by]")) {
  field.addEventListener("input", () => {
    for (const mirror of document.querySelectorAll(`[id^="${field.dataset.mirroredBy}-"]`)) mirror.textContent = field.value;
  });
}
