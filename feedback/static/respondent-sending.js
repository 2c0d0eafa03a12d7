// Send, where the browser can seal: the answers are sealed, put into the queue, and only then gone from the page.
const Sending = (() => {
  "use strict";

  const { copy, find, hear, say, settings, show, tell } = Page;

  const LONGEST_SENDING_MILLISECONDS = 3000;

  let busy = false;
  let unsent = null;
  let shown = null;

  const able = () => Boolean(window.isSecureContext && crypto.subtle && window.indexedDB && window.idb && settings.key);
  const minute = () => `${new Date().toISOString().slice(0, 16)}:00Z`;
  const sealed = (text) => Sealing.seal(JSON.stringify(text), settings.key);

  async function send(form) {
    if (busy) return;
    busy = true;
    const button = find("[name='start']", form);
    button.setAttribute("aria-disabled", "true");
    try {
      const id = form.elements.response_id.value;
      const [code, text] = await Promise.all([Sealing.withdrawalCode(id), sealed(response(form))]);
      await release({ id, code, slug: settings.slug, sealed: text });
    } finally {
      button.removeAttribute("aria-disabled");
      busy = false;
    }
  }

  function response(form) {
    const answers = new URLSearchParams(new FormData(form));
    const helper = answers.get("with-you") || "";
    answers.delete("with-you");
    answers.set("start", "yes");
    const { touchpoint, code, kiosk } = Kiosk.brought();
    const read_aloud = Speaking.used();
    return { kind: "response", slug: settings.slug, form: answers.toString(), finished: minute(), touchpoint, helper, read_aloud, code, kiosk };
  }

  // An ask in person that ended without answers, or with them. Only a no carries the person's code: then nobody reminds them.
  async function offer(outcome, reason = "") {
    const key = Page.freshId();
    const { touchpoint, code: whose, kiosk } = Kiosk.brought();
    const code = outcome === "said_no" ? whose : "";
    const made = { kind: "offer", key, slug: settings.slug, outcome, reason, touchpoint, code, made: minute(), kiosk };
    const item = { id: key, slug: settings.slug, sealed: await sealed(made) };
    const stored = await Queue.add(item).then(() => true, () => false);
    if (stored) Queue.sendNow(item);
    else await Queue.post(item.sealed, false);
  }

  // Somebody says no: counted, and nothing else of them.
  function decline() {
    if (!Kiosk.running()) offer("said_no");
    finish("declined", "said_no");
  }

  // Once it is stored nothing of the answers stays on the page. What cannot be stored is sent at once, or stays, sealed.
  async function release({ code, ...item }) {
    const stored = await Queue.add(item).then(() => true, () => false);
    if (stored) Queue.sendNow(item);
    const sent = !stored && (await Queue.post(item.sealed, false));
    Steps.forget();
    if (stored || sent) thank(item.id, code, stored ? "sending" : "sent");
    else keep({ code, ...item });
  }

  function keep(item) {
    const failed = find("#failed");
    const step = find("[data-step='unsent']");
    unsent = item;
    find("h2", step).after(failed);
    failed.textContent = say("unsent");
    show(failed, true);
    Steps.goTo("unsent", { remember: false });
  }

  async function again() {
    if (busy || !unsent) return;
    busy = true;
    await release(unsent);
    busy = false;
  }

  // The sealed text as a file: an officer can bring it in.
  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([unsent.sealed, "\n"], { type: "text/plain" }));
    link.download = `answers-${new Date().toISOString().slice(0, 10)}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  // The page takes the place of the questions, so that nothing of the answers stays behind it.
  function finish(state, outcome) {
    Steps.close();
    find("main").replaceChildren(copy(outcome === "took_part" ? "sent" : "declined"));
    document.body.classList.remove("asking");
    become(state);
    history.replaceState({ step: state }, "");
    Steps.focusOn(find("h1"));
    tell("finished", outcome);
  }

  function thank(id, code, state) {
    unsent = null;
    shown = id;
    finish(state, "took_part");
    find("[data-withdrawal-code]").textContent = code;
    find("[data-withdraw-address]").textContent = `${window.location.host}/withdraw`;
    setTimeout(() => { if (find("main[data-state='sending']")) become("waiting"); }, LONGEST_SENDING_MILLISECONDS);
  }

  function become(state) {
    const main = find("main");
    const changed = Boolean(main.dataset.state) && main.dataset.state !== state;
    main.dataset.state = state;
    const title = find(`[data-when="${state}"]`, find("h1")) || find("h1");
    document.title = `${title.textContent} – ${document.body.dataset.publicName}`;
    if (changed) find("#told").textContent = title.textContent;
  }

  hear("queue", (waiting) => {
    if (shown && find("main")) become(waiting.includes(shown) ? "waiting" : "sent");
  });

  // Sealed answers that could neither be stored nor sent are on this page alone.
  function part(event) {
    if (unsent) event.preventDefault();
  }

  function leave() {
    if (unsent) navigator.sendBeacon("/sealed", new Blob([JSON.stringify({ sealed: unsent.sealed, queued: true })], { type: "application/json" }));
    unsent = null;
  }

  window.addEventListener("beforeunload", part);
  hear("leaving", leave);

  const holding = () => unsent !== null;

  return { able, again, decline, holding, offer, save, send };
})();
