// One question at a time. Without this file the page is one plain form, and it sends the same answers.
(() => {
  "use strict";

  const html = document.documentElement;
  const SEND_SECONDS = 30;
  const WRONG = "Please look at this again";
  const OFFLINE = "We could not send your answers. They are still here. Check that you are online. Then press Send again.";
  const NOT_SAVED = "We could not save your answers. Nothing is lost: press Send again.";

  let form = null;
  let steps = [];
  let now = null;
  let seen = new Set();
  let fromCheck = false;
  let sending = false;

  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const show = (element, shown) => { element.hidden = !shown; };
  const { typed, wrongWith, clear, said, isQuestion } = Answers;
  const path = () => Answers.path(steps);

  function tell(step, message) {
    const inline = find(".error[id]", step);
    if (inline) {
      show(inline, Boolean(message));
      inline.lastElementChild.textContent = message;
    }
    const box = find("#errors");
    show(box, Boolean(message));
    if (!message) return;
    const link = document.createElement("a");
    link.href = `#${find("input, textarea", step).id}`;
    link.textContent = message;
    const line = document.createElement("li");
    line.append(link);
    find("h2", box).textContent = WRONG;
    find("ul", box).replaceChildren(line);
    box.focus();
  }

  // --- Moving ---

  const depth = () => (history.state && history.state.depth) || 0;
  const step = (name) => steps.find((one) => one.dataset.step === name) || steps[0];

  function goTo(name, how = {}) {
    const target = step(name);
    const backwards = now && steps.indexOf(target) < steps.indexOf(now);
    now = target;
    seen.add(now.dataset.step);
    for (const one of steps) one.classList.toggle("now", one === now);
    for (const part of all(".part")) part.classList.toggle("now", part.contains(now));
    if (how.moved !== false) {
      now.classList.add("moved");
      now.classList.toggle("backwards", Boolean(backwards));
    }
    if (name === "check") listAnswers();
    dress();
    if (!how.keepErrors) show(find("#errors"), false);
    if (how.remember !== false) history.pushState({ step: now.dataset.step, depth: depth() + 1 }, "");
    if (how.focus !== false) focusOn(how.on || heading());
  }

  function focusOn(element) {
    window.scrollTo(0, 0);
    element.focus({ preventScroll: element.tabIndex === -1 });
  }

  const heading = () => (now.dataset.step === "welcome" ? find("h1") : find("[tabindex='-1']", now));

  // Everything around the question: Back, progress, Continue, and the title of the page.
  function dress() {
    const name = now.dataset.step;
    const questions = path().filter(isQuestion);
    const apart = ["welcome", "stopped"].includes(name);
    document.body.classList.toggle("asking", !["welcome"].includes(name));
    show(find(".bar"), !apart);
    show(find(".controls"), Boolean(now.dataset.type));
    // Words to read are read to their end: Continue comes after them and never lies over them.
    find(".controls").classList.toggle("flowing", now.dataset.type === "statement");
    show(find("[data-do='skip']"), isQuestion(now));
    const number = questions.indexOf(now) + 1;
    const where = name === "check" ? "Nearly done" : number ? `Question ${number} of ${questions.length}` : "Before you go on";
    find("#where").textContent = where;
    const bar = find("#bar");
    bar.max = questions.length || 1;
    const before = path().filter(isQuestion).filter((one) => steps.indexOf(one) < steps.indexOf(now)).length;
    bar.value = number || before;
    const title = number ? where : heading().textContent;
    document.title = `${title} – ${document.body.dataset.publicName}`;
    offerClear();
  }

  const offerClear = () => show(find("[data-do='clear']"), isQuestion(now) && typed(now).length > 0);

  function after(current) {
    const asked = path();
    const next = asked.filter((one) => steps.indexOf(one) > steps.indexOf(current));
    const target = fromCheck ? next.find((one) => !seen.has(one.dataset.step)) : next[0];
    return target ? target.dataset.step : "check";
  }

  function before(current) {
    const earlier = path().filter((one) => steps.indexOf(one) < steps.indexOf(current));
    return earlier.length ? earlier[earlier.length - 1].dataset.step : "welcome";
  }

  function goOn() {
    const message = wrongWith(now);
    tell(now, message);
    if (!message) goTo(after(now));
  }

  // --- Check your answers ---

  function listAnswers() {
    const asked = path();
    const told = steps.filter((one) => isQuestion(one) && (asked.includes(one) || (one.dataset.type === "comment" && typed(one).length)));
    find("#given").replaceChildren(...told.map(row));
    fromCheck = true;
  }

  function row(one) {
    const line = document.createElement("div");
    const question = document.createElement("dt");
    const answer = document.createElement("dd");
    const change = document.createElement("dd");
    const button = document.createElement("button");
    question.textContent = find("h3", one).textContent;
    answer.textContent = said(one) || "Skipped";
    answer.classList.toggle("none", !typed(one).length);
    button.type = "button";
    button.className = "change";
    button.dataset.do = "change";
    button.dataset.to = one.dataset.step;
    button.textContent = "Change";
    button.setAttribute("aria-label", `Change: ${question.textContent}`);
    change.className = "changes";
    change.append(button);
    line.append(question, answer, change);
    return line;
  }

  // --- Sending ---

  async function send() {
    if (sending) return;
    const button = find("[name='start']", form);
    const failed = find("#failed");
    const body = new URLSearchParams(new FormData(form));
    body.set("start", "yes");
    sending = true;
    show(failed, false);
    button.setAttribute("aria-disabled", "true");
    try {
      take(await posted(body));
    } catch (error) {
      failed.textContent = error.told || OFFLINE;
      show(failed, true);
      button.removeAttribute("aria-disabled");
    } finally {
      sending = false;
    }
  }

  async function posted(body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), SEND_SECONDS * 1000);
    try {
      const reply = await fetch(form.action, { method: "POST", body, credentials: "omit", cache: "no-store", signal: stop.signal });
      return answered(reply.status, new DOMParser().parseFromString(await reply.text(), "text/html"));
    } finally {
      clearTimeout(timer);
    }
  }

  // Only a page that thanks, or that brings back what was sent, may take the place of the answers on the screen.
  function answered(status, page) {
    if (status < 500 && find("#answers, main[data-state]", page)) return page;
    const heading = find("main h1", page);
    const refused = status >= 400 && heading ? `${heading.textContent.trim()}. Your answers are still here.` : "";
    throw Object.assign(new Error(`status ${status}`), { told: status >= 500 ? NOT_SAVED : refused });
  }

  // The page that came back takes the place of this one, so that nothing of the answers stays behind.
  function take(page) {
    document.body.replaceWith(document.adoptNode(page.body));
    document.title = page.title;
    html.lang = page.documentElement.lang;
    html.dir = page.documentElement.dir;
    history.replaceState({ step: "sent" }, "");
    begin();
    if (!form) focusOn(find("h1"));
  }

  // --- Starting, and forgetting ---

  function freshId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function forget() {
    for (const one of steps) clear(one);
    form.elements.response_id.value = freshId();
    find("#given").replaceChildren();
    seen = new Set();
    fromCheck = false;
  }

  const DO = {
    start: () => goTo(after(steps[0])),
    continue: goOn,
    back: () => (depth() ? history.back() : goTo(before(now))),
    skip: () => { clear(now); tell(now, ""); goTo(after(now)); },
    clear: () => { clear(now); offerClear(); heading().focus(); },
    change: (button) => goTo(button.dataset.to),
    stop: () => find("#stopping").showModal(),
    "go-on": () => find("#stopping").close(),
    wipe: () => { find("#stopping").close(); forget(); goTo("stopped"); },
    again: () => { forget(); goTo("welcome"); },
  };

  function onClick(event) {
    const exit = event.target.closest("[data-exit]");
    if (exit) {
      event.preventDefault();
      leave(exit.href);
      return;
    }
    const button = event.target.closest("[data-do]");
    if (button && form) DO[button.dataset.do](button);
    const link = event.target.closest("#errors a");
    if (link && form) {
      event.preventDefault();
      toField(document.getElementById(decodeURIComponent(link.hash.slice(1))));
    }
  }

  function toField(field) {
    const holder = field.closest(".step");
    if (holder !== now) goTo(holder.dataset.step, { on: field, keepErrors: false });
    else field.focus();
  }

  function leave(address) {
    if (form) forget();
    document.body.replaceChildren();
    document.title = "…";
    window.location.replace(address);
  }

  function onChange(event) {
    const field = event.target;
    if (field.type === "checkbox") {
      if (field.checked) standAlone(field);
      else clear(field.closest(".goal") || field.parentElement);
    }
    offerClear();
  }

  function standAlone(field) {
    const others = all(`[name="${CSS.escape(field.name)}"]`, now).filter((one) => one !== field);
    const alone = "excludes" in field.dataset ? others : others.filter((one) => "excludes" in one.dataset);
    for (const one of alone) one.checked = false;
  }

  function onSubmit(event) {
    if (event.target !== form) return;
    event.preventDefault();
    if (now.dataset.step === "check") send();
    else if (now.dataset.type) goOn();
  }

  function begin() {
    form = find("#answers");
    if (!form) return;
    steps = all(".step", form);
    seen = new Set();
    fromCheck = false;
    const sentBack = "problems" in form.dataset;
    if (!sentBack) form.reset();
    form.addEventListener("change", onChange);
    form.addEventListener("input", offerClear);
    html.classList.add("begun");
    for (const one of sentBack ? path() : []) seen.add(one.dataset.step);
    goTo(sentBack ? "check" : "welcome", { moved: false, remember: false, focus: sentBack, on: find("#errors"), keepErrors: sentBack });
    history.replaceState({ step: now.dataset.step, depth: 0 }, "");
  }

  function onPopState(event) {
    if (!form) window.location.reload();
    else goTo((event.state && event.state.step) || "welcome", { remember: false });
  }

  html.classList.add("js");
  document.addEventListener("DOMContentLoaded", () => {
    try {
      begin();
    } catch (error) {
      html.classList.remove("js");
      throw error;
    }
    document.addEventListener("click", onClick);
    document.addEventListener("submit", onSubmit);
    window.addEventListener("popstate", onPopState);
    // Nobody may find the answers of the person before on a page brought back from memory.
    window.addEventListener("pagehide", () => { if (form) forget(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  });
})();
