// Reads a step aloud when somebody asks for it: as it was recorded, else sentence by sentence, by voices on the device alone: no text leaves it.
const Speaking = (() => {
  "use strict";

  const { all, copy, find, hear, say } = Page;
  const READ = "h1, h2, h3, p, li, label, dt, dd";
  const NOT_READ = ".unseen, [hidden], .error, button, template, dialog";
  const synthesis = window.speechSynthesis;

  const placed = new WeakSet();
  let wasUsed = false;
  let reading = null;
  let playing = null;

  const language = () => document.documentElement.lang || "en";
  const base = (code) => code.toLowerCase().split(/[-_]/)[0];

  function voice() {
    const local = synthesis ? synthesis.getVoices().filter((one) => one.localService && base(one.lang) === base(language())) : [];
    return local.find((one) => /[-_]GB$/i.test(one.lang)) || local[0] || null;
  }

  // --- What there is to read ---

  const leaves = (step) => all(READ, step).filter((one) => !one.closest(NOT_READ) && !find(READ, one) && one.checkVisibility());
  const apart = (text) => [...new Intl.Segmenter(language(), { granularity: "sentence" }).segment(text)];

  // The sentences of one element, each with the place where it stands.
  function sentences(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(".unseen")) continue;
      for (const part of apart(node.data)) if (part.segment.trim()) found.push({ element, text: part.segment.trim(), range: range(node, part) });
    }
    return found;
  }

  function range(node, { index, segment }) {
    const place = document.createRange();
    place.setStart(node, index);
    place.setEnd(node, index + segment.trimEnd().length);
    return place;
  }

  // --- Reading ---

  function mark(sentence) {
    for (const one of all(".being-read")) one.classList.remove("being-read");
    if (window.CSS.highlights) CSS.highlights.delete("being-read");
    if (!sentence) return;
    if (window.CSS.highlights) CSS.highlights.set("being-read", new Highlight(sentence.range));
    else sentence.element.classList.add("being-read");
    sentence.element.scrollIntoView({ block: "nearest" });
  }

  function read(button) {
    const step = button.closest(".step, main");
    wasUsed = true;
    reading = button;
    label(button, "stop_reading", true);
    if (step.dataset.recording) play(step.dataset.recording);
    else speak(step);
  }

  function play(address) {
    playing = new Audio(address);
    playing.onended = stop;
    playing.onerror = stop;
    playing.play().catch(stop);
  }

  function speak(step) {
    const chosen = voice();
    const waiting = leaves(step).flatMap(sentences);
    for (const sentence of waiting) synthesis.speak(spoken(sentence, chosen, sentence === waiting[waiting.length - 1]));
  }

  function spoken(sentence, chosen, last) {
    const speech = new SpeechSynthesisUtterance(sentence.text);
    speech.voice = chosen;
    speech.lang = chosen.lang;
    speech.rate = 0.9;
    speech.onstart = () => mark(sentence);
    speech.onend = last ? stop : null;
    speech.onerror = stop;
    return speech;
  }

  function stop() {
    if (!reading) return;
    label(reading, "read_aloud", false);
    reading = null;
    mark(null);
    playing?.pause();
    playing = null;
    synthesis?.cancel();
  }

  function label(button, key, pressed) {
    find("span", button).textContent = say(key);
    button.classList.toggle("reading", pressed);
  }

  // --- The button beside each question, and on the first and last pages ---

  function offer() {
    const there = Boolean(voice());
    document.documentElement.classList.toggle("speaks", there);
    for (const step of all(".step")) if ((there || step.dataset.recording) && !placed.has(step)) place(step);
  }

  function place(step) {
    const heading = find("h2, h3, .notice", step);
    placed.add(step);
    if (step.dataset.step === "welcome") find(".ways").append(copy("speak"));
    else (heading.closest("legend") || heading).after(copy("speak"));
  }

  function begin() {
    offer();
    synthesis?.addEventListener?.("voiceschanged", offer);
  }

  function onClick(event) {
    const button = event.target.closest("[data-speak]");
    if (!button) return;
    const again = button === reading;
    stop();
    if (!again) read(button);
  }

  document.addEventListener("click", onClick);
  window.addEventListener("pagehide", stop);
  hear("moved", () => { stop(); offer(); });
  hear("leaving", stop);
  hear("anew", () => { wasUsed = false; });

  return { begin, offer, speaking: () => Boolean(playing || synthesis?.speaking), used: () => wasUsed };
})();
