// One question at a time. Without the scripts the page is one plain form, and it sends the same answers.
(() => {
  "use strict";

  const { all, find } = Page;
  const { clear } = Answers;
  const html = document.documentElement;

  const DO = {
    start: Steps.start,
    continue: Steps.goOn,
    back: Steps.back,
    skip: Steps.skip,
    clear: Steps.clearThis,
    change: (button) => Steps.goTo(button.dataset.to),
    stop: () => find("#stopping").showModal(),
    "go-on": () => find("#stopping").close(),
    wipe: stop,
    again: startAgain,
    "send-again": () => Sending.again(),
    save: () => Sending.save(),
  };

  function stop() {
    find("#stopping").close();
    if (Kiosk.running()) {
      Kiosk.stop();
      return;
    }
    Steps.forget();
    Steps.goTo("stopped");
    if (Sending.able()) Sending.offer("stopped");
  }

  function startAgain() {
    Steps.forget();
    Page.tell("anew");
    Steps.goTo("welcome");
  }

  function onClick(event) {
    const button = event.target.closest("[data-do]");
    const link = event.target.closest("#errors a");
    if (button && Steps.opened()) DO[button.dataset.do](button);
    else if (link && Steps.opened()) toField(event, document.getElementById(decodeURIComponent(link.hash.slice(1))));
  }

  function toField(event, field) {
    event.preventDefault();
    const holder = field.closest(".step");
    if (holder === Steps.current()) field.focus();
    else Steps.goTo(holder.dataset.step, { on: field });
  }

  function onChange(event) {
    const field = event.target;
    if (field.type === "checkbox") {
      if (field.checked) standAlone(field);
      else clear(field.closest(".goal") || field.parentElement);
    }
    Steps.offerClear();
  }

  function standAlone(field) {
    const others = all(`[name="${CSS.escape(field.name)}"]`, Steps.current()).filter((one) => one !== field);
    const alone = "excludes" in field.dataset ? others : others.filter((one) => "excludes" in one.dataset);
    for (const one of alone) one.checked = false;
  }

  function onSubmit(event) {
    if (event.target.id === "no-thanks" && Sending.able()) {
      event.preventDefault();
      Sending.decline();
    }
    if (event.target !== Steps.opened()) return;
    event.preventDefault();
    if (Steps.current().dataset.step === "check") send();
    else if (Steps.current().dataset.type) Steps.goOn();
  }

  // Sealed where the browser can do that; else as the form that it is.
  async function send() {
    if (Sending.able() && (await Sending.send(Steps.opened()).then(() => true, () => false))) return;
    const page = await Posting.send(Steps.opened());
    if (page) take(page);
  }

  // The page that came back takes the place of this one, so that nothing of the answers stays behind.
  function take(page) {
    document.body.replaceWith(document.adoptNode(page.body));
    document.title = page.title;
    html.lang = page.documentElement.lang;
    html.dir = page.documentElement.dir;
    history.replaceState({ step: "sent" }, "");
    begin();
    if (!Steps.opened()) Steps.focusOn(find("h1"));
  }

  function begin() {
    const form = find("#answers");
    if (form) open(form);
    else Steps.close();
    html.classList.add("begun");
  }

  function open(form) {
    Steps.open(form);
    form.addEventListener("change", onChange);
    form.addEventListener("input", Steps.offerClear);
    if ("problems" in form.dataset) bringBack();
    else beginAnew(form);
    history.replaceState({ step: Steps.current().dataset.step, depth: 0 }, "");
  }

  function bringBack() {
    Steps.see();
    Steps.goTo("check", { moved: false, remember: false, on: find("#errors"), keepErrors: true });
  }

  // The page may come from the browser's own memory, where the id on it was used before.
  function beginAnew(form) {
    form.reset();
    form.elements.response_id.value = Page.freshId();
    Steps.goTo("welcome", { moved: false, remember: false, focus: false });
  }

  function onPopState(event) {
    if (Sending.holding()) return;
    if (!Steps.opened()) window.location.reload();
    else Steps.goTo((event.state && event.state.step) || "welcome", { remember: false });
  }

  function beginBeside() {
    if (Sending.able()) beginOnDevice();
    Looks.begin();
    Speaking.begin();
  }

  function beginOnDevice() {
    Queue.begin();
    Kiosk.begin();
    Offline.keep([`/s/${Page.settings.slug}`]);
  }

  begin();
  beginBeside();
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  window.addEventListener("popstate", onPopState);
  // Nobody may find the answers of the person before: not after leaving, and not on a page brought back from memory.
  const forget = () => { if (Steps.opened()) Steps.forget(); };
  Page.hear("leaving", forget);
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
})();
