// Words that are selected in the comment go into the field for words to take out. Typing them there does the same.
const written = document.querySelector("[data-written]");
const field = document.querySelector("input[name=words]");

function selected() {
  const found = getSelection();
  const inside = found.rangeCount && written.contains(found.getRangeAt(0).commonAncestorContainer);
  return inside ? found.toString().trim() : "";
}

if (written && field) {
  document.addEventListener("selectionchange", () => {
    const words = selected();
    if (words) field.value = words;
  });
}
