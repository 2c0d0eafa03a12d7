// One step of the form is on the screen. Which one, how to get to another, and what stands around it.
const Steps = (() => {
  "use strict";

  const { all, find, say, show } = Page;
  const { typed, wrongWith, clear, isQuestion } = Answers;
  const APART = ["welcome", "stopped", "unsent"];

  let form = null;
  let steps = [];
  let now = null;
  let seen = new Set();
  let fromCheck = false;

  const path = () => Answers.path(steps);
  const named = (name) => steps.find((one) => one.dataset.step === name) || steps[0];
  const place = (step) => steps.indexOf(step);
  const depth = () => (history.state && history.state.depth) || 0;
  const heading = () => (now.dataset.step === "welcome" ? find("h1") : find("[tabindex='-1']", now));

  function open(opened) {
    form = opened;
    steps = all(".step", form);
    seen = new Set();
    fromCheck = false;
    now = null;
  }

  function close() {
    form = null;
    steps = [];
    now = null;
  }

  function add(step, earlier) {
    named(earlier).after(step);
    steps = all(".step", form);
  }

  function goTo(name, how = {}) {
    const target = named(name);
    const backwards = Boolean(now) && place(target) < place(now);
    now = target;
    seen.add(name);
    stand();
    if (how.moved !== false) slide(backwards);
    if (name === "check") list();
    dress();
    if (!how.keepErrors) show(find("#errors"), false);
    if (how.remember !== false) remember(name);
    if (how.focus !== false) focusOn(how.on || heading());
    Page.tell("moved", name);
  }

  const remember = (name) => history.pushState({ step: name, depth: depth() + 1 }, "");

  function stand() {
    for (const one of steps) one.classList.toggle("now", one === now);
    for (const part of all(".part", form)) part.classList.toggle("now", part.contains(now));
  }

  function slide(backwards) {
    now.classList.add("moved");
    now.classList.toggle("backwards", backwards);
  }

  function focusOn(element) {
    window.scrollTo(0, 0);
    element.focus({ preventScroll: element.tabIndex === -1 });
  }

  // Everything around the question: Back, progress, Continue, and the title of the page.
  function dress() {
    const name = now.dataset.step;
    document.body.classList.toggle("asking", name !== "welcome");
    show(find(".bar"), !APART.includes(name));
    // The focus goes to the heading: whoever only hears the page hears with it how far they are.
    if (!APART.includes(name)) heading().setAttribute("aria-describedby", "where");
    show(find(".controls"), Boolean(now.dataset.type));
    // Words to read are read to their end: Continue comes after them and never lies over them.
    find(".controls").classList.toggle("flowing", now.dataset.type === "statement");
    show(find("[data-do='skip']"), isQuestion(now));
    progress(path().filter(isQuestion));
    offerClear();
  }

  function progress(questions) {
    const number = questions.indexOf(now) + 1;
    const where = number ? say("question_of", { number, count: questions.length }) : say(now.dataset.step === "check" ? "nearly_done" : "before_you_go_on");
    const bar = find("#bar");
    find("#where").textContent = where;
    bar.max = questions.length || 1;
    bar.value = number || questions.filter((one) => place(one) < place(now)).length;
    document.title = `${number || now.dataset.type ? where : heading().innerText.trim()} – ${document.body.dataset.publicName}`;
  }

  const offerClear = () => show(find("[data-do='clear']"), isQuestion(now) && typed(now).length > 0);

  function after(current) {
    const next = path().filter((one) => place(one) > place(current));
    const target = fromCheck ? next.find((one) => !seen.has(one.dataset.step)) : next[0];
    return target ? target.dataset.step : "check";
  }

  function before(current) {
    const earlier = path().filter((one) => place(one) < place(current));
    return earlier.length ? earlier[earlier.length - 1].dataset.step : "welcome";
  }

  // Where somebody left off: after the last question that has an answer, with those before it behind them.
  function start() {
    const asked = path();
    const answered = asked.slice(0, asked.map((one) => typed(one).length > 0).lastIndexOf(true) + 1);
    for (const one of answered) remember(one.dataset.step);
    goTo(after(answered[answered.length - 1] || steps[0]));
  }

  function goOn() {
    const message = wrongWith(now);
    Errors.tell(now, message);
    if (!message) goTo(after(now));
  }

  function skip() {
    clear(now);
    Errors.tell(now, "");
    goTo(after(now));
  }

  function clearThis() {
    clear(now);
    offerClear();
    heading().focus();
  }

  function list() {
    Given.list(steps, path());
    fromCheck = true;
  }

  function forget() {
    for (const one of steps) clear(one);
    form.elements.response_id.value = Page.freshId();
    find("#given").replaceChildren();
    seen = new Set();
    fromCheck = false;
  }

  const back = () => (depth() ? history.back() : goTo(before(now)));
  const see = () => { for (const one of path()) seen.add(one.dataset.step); };
  const opened = () => form;
  const current = () => now;

  return { add, back, clearThis, close, current, focusOn, forget, goOn, goTo, offerClear, open, opened, path, see, skip, start };
})();
