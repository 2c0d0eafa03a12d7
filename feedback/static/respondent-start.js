// The worker's page on a tablet: choose a survey, hand the tablet over, or note that somebody was not asked.
(() => {
  "use strict";

  const { all, copy, find, freshId, hear, say, settings, show } = Page;
  const CODE = /^[0-9A-HJKMNP-TV-Z]{10}$/;
  const CHECK_IN_MILLISECONDS = 5 * 60 * 1000;
  const MEANT = { O: "0", I: "1", L: "1" };

  let tablet = null;
  let waiting = 0;

  const surveys = () => tablet.surveys || [];
  const chosen = (name) => find(`[name='${name}']:checked`)?.value || "";
  const survey = () => surveys().find((one) => one.slug === chosen("survey"));
  const address = (one) => `/s/${one.slug}`;
  const minute = () => `${new Date().toISOString().slice(0, 16)}:00Z`;

  // --- What is shown ---

  function render() {
    show(find("#not-set-up"), !tablet);
    show(find("#revoked"), Boolean(tablet?.revoked));
    show(find("#ask"), Boolean(tablet) && !tablet.revoked);
    show(find("#leave").parentElement, Boolean(tablet));
    if (tablet) renderTablet();
    renderWaiting();
  }

  function renderTablet() {
    const before = chosen("survey");
    find("#whose").textContent = [tablet.name, tablet.site, tablet.team].filter(Boolean).join(" · ");
    find("#surveys .options").replaceChildren(...surveys().map((one) => card(one, before)));
    show(find("#surveys"), surveys().length > 0);
    show(find("#no-surveys"), !surveys().length);
    renderChoice();
  }

  function card(one, before) {
    const holder = copy("survey").firstElementChild;
    const radio = find("input", holder);
    radio.value = one.slug;
    radio.id = `survey-${one.slug}`;
    radio.checked = surveys().length === 1 || one.slug === before;
    find("label", holder).htmlFor = radio.id;
    find("span", holder).textContent = one.title;
    return holder;
  }

  // What is asked besides depends on the survey: no code takes part in an open one.
  function renderChoice() {
    const one = survey();
    const touchpoints = one ? one.touchpoints : [];
    show(find("#touchpoints"), touchpoints.length > 0);
    for (const option of all("#touchpoints .option")) show(option, !option.dataset.value || touchpoints.includes(option.dataset.value));
    show(find("#code-part"), one?.privacy === "confidential");
  }

  function renderWaiting() {
    const line = find("#waiting");
    if (tablet || waiting) show(find("#standing-part"), true);
    line.parentElement.classList.toggle("done", waiting === 0);
    line.textContent = waiting === 0 ? say("sent_all") : say(waiting === 1 ? "waiting_one" : "waiting_many", { count: waiting });
  }

  function fail(key, field) {
    const box = find("#errors");
    find("p", box).textContent = key ? say(key) : "";
    show(box, Boolean(key));
    if (key) (field || box).focus();
  }

  // --- Handing over ---

  const typedCode = () => (survey()?.privacy === "confidential" ? find("#code").value.trim() : "");
  const isCode = (typed) => CODE.test(typed.toUpperCase().replace(/[\s._–—-]/g, "").replace(/[OIL]/g, (letter) => MEANT[letter]));

  async function isHere(one) {
    if (await window.caches?.match(address(one), { ignoreVary: true })) return true;
    return fetch(address(one), { credentials: "omit" }).then((reply) => reply.ok, () => false);
  }

  async function handOver(event) {
    event.preventDefault();
    const one = survey();
    const code = typedCode();
    if (!one) return fail("choose_survey", find("[name='survey']"));
    if (code && !isCode(code)) return fail("wrong_code", find("#code"));
    if (!(await isHere(one))) return fail("not_here_yet");
    const session = { what: "session", slug: one.slug, touchpoint: chosen("touchpoint"), code, started: Date.now() };
    const kept = await Queue.put("session", session).then(() => true, () => false);
    if (kept) window.location.replace(address(one));
    else fail("no_room");
  }

  // --- Somebody who does not take part ---

  function askWhy(outcome) {
    const code = typedCode();
    if (!survey()) return fail("choose_survey", find("[name='survey']"));
    if (code && !isCode(code)) return fail("wrong_code", find("#code"));
    fail("");
    find(`#${outcome}`).showModal();
  }

  async function note(event) {
    event.preventDefault();
    const outcome = event.target.dataset.reasons;
    const kiosk = { id: tablet.id, secret: tablet.secret };
    const key = freshId();
    const about = { slug: survey().slug, touchpoint: chosen("touchpoint"), code: typedCode() };
    const offer = { kind: "offer", key, ...about, outcome, reason: chosen(outcome), made: minute(), kiosk };
    const item = { id: key, slug: offer.slug, sealed: await Sealing.seal(JSON.stringify(offer), tablet.key || settings.key) };
    const kept = await Queue.add(item).then(() => true, () => Queue.post(item.sealed, false));
    event.target.closest("dialog").close();
    if (!kept) return fail("no_room");
    find("#told").textContent = say("saved", { outcome: find("h2", event.target).textContent });
    find("#code").value = "";
    Queue.sendNow(item);
  }

  async function scan() {
    find("#code").value = await Scanning.scan().catch(() => { fail("no_camera"); return ""; }) || find("#code").value;
  }

  // --- The tablet and the service ---

  async function checkIn() {
    if (!tablet) return;
    const body = JSON.stringify({ id: tablet.id, secret: tablet.secret, waiting, running: settings.running });
    const reply = await fetch("/kiosk", { method: "POST", headers: { "Content-Type": "application/json" }, body, credentials: "omit" }).catch(() => null);
    const told = reply && (reply.ok || reply.status === 403) ? await reply.json().catch(() => null) : null;
    // Somebody may have left the page meanwhile.
    if (!told || !(await Queue.get("kiosk").catch(() => null))) return;
    tablet = { ...tablet, ...told };
    await Queue.put("kiosk", tablet).catch(() => {});
    render();
  }

  async function keepPages() {
    const ready = await Offline.keep(["/s/", ...surveys().map(address)]);
    show(find("#ready"), ready);
    show(find("#not-ready"), !ready);
  }

  // Safari empties the storage of a site that was not visited for a week, unless it is installed.
  function isSafariInATab() {
    const safari = /^((?!chrome|chromium|android|crios|fxios|edg).)*safari/i.test(navigator.userAgent);
    return safari && !window.matchMedia("(display-mode: standalone)").matches && !navigator.standalone;
  }

  function listen() {
    find("#ask").addEventListener("submit", handOver);
    find("#ask").addEventListener("change", renderChoice);
    find("#scan").addEventListener("click", scan);
    find("#leave").addEventListener("click", Leaving.open);
    find("#leaving form").addEventListener("submit", (event) => Leaving.leave(event, tablet));
    for (const button of all("[data-outcome]")) button.addEventListener("click", () => askWhy(button.dataset.outcome));
    for (const form of all("[data-reasons]")) form.addEventListener("submit", note);
    for (const button of all("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
    hear("queue", (ids) => { waiting = ids.length; renderWaiting(); });
    window.addEventListener("online", checkIn);
    window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  }

  async function begin() {
    listen();
    document.documentElement.classList.add("begun");
    await Queue.remove("session").catch(() => {});
    tablet = (await Queue.get("kiosk").catch(() => null)) || null;
    show(find("#scan"), Scanning.able());
    show(find("#only-online"), isSafariInATab());
    render();
    Queue.begin();
    if (!tablet) return;
    document.documentElement.classList.add("kiosk");
    navigator.storage?.persist?.();
    await checkIn();
    setInterval(checkIn, CHECK_IN_MILLISECONDS);
    await keepPages();
  }

  begin();
})();
