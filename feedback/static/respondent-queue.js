// What waits on this device to be sent: sealed, in the browser's own database, and let go of only when the server has it.
const Queue = (() => {
  "use strict";

  const SEND_SECONDS = 30;
  const [SOONEST_SECONDS, LATEST_SECONDS] = [5, 300];
  const FAILURES_IN_A_ROW = 3;
  const STATES = ["kept", "known", "held"];

  let opened = null;
  let flushing = null;
  let timer = 0;
  let delay = SOONEST_SECONDS;
  const leaving = new Set();

  function upgrade(database) {
    database.createObjectStore("queue", { keyPath: "id" });
    database.createObjectStore("kiosk", { keyPath: "what" });
    database.createObjectStore("session", { keyPath: "what" });
  }

  function open() {
    const forget = () => { opened = null; };
    const blocking = (_now, _wanted, event) => { event.target.close(); forget(); };
    opened ||= idb.openDB("feedback", 1, { upgrade, blocking, terminated: forget });
    opened.catch(forget);
    return opened;
  }

  // A browser may close its database under the page: then it is opened again.
  async function within(work) {
    try {
      return await work(await open());
    } catch (error) {
      if (error.name !== "InvalidStateError") throw error;
      opened = null;
      return work(await open());
    }
  }

  const get = (store) => within((database) => database.get(store, store));
  const remove = (store) => within((database) => database.delete(store, store));
  const put = (store, record) => within(async (database) => {
    const change = database.transaction(store, "readwrite", { durability: "strict" });
    await Promise.all([change.store.put(record), change.done]);
  });

  const items = () => within((database) => database.getAll("queue"));
  const add = (item) => put("queue", { tries: 0, queued: true, ...item });

  // True when the server has it. Anything else that calls itself a network may answer 200 too.
  async function post(sealed, queued) {
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), SEND_SECONDS * 1000);
    const how = { method: "POST", headers: { "Content-Type": "application/json" }, credentials: "omit", cache: "no-store", signal: stop.signal };
    try {
      const reply = await fetch("/sealed", { ...how, body: JSON.stringify({ sealed, queued }) });
      return reply.ok && STATES.includes((await reply.json()).state);
    } catch {
      return false;
    } finally {
      clearTimeout(clock);
    }
  }

  async function attempt(item, queued) {
    leaving.add(item.id);
    try {
      const taken = await post(item.sealed, queued);
      if (taken) await within((database) => database.delete("queue", item.id));
      else await put("queue", { ...item, tries: item.tries + 1 }).catch(() => {});
      return taken;
    } finally {
      leaving.delete(item.id);
    }
  }

  // The first try, right after Send: the server's own clock tells when.
  async function sendNow(item) {
    await attempt({ tries: 0, ...item }, false).catch(() => false);
    await tellHowManyWait();
  }

  // What failed before comes last, so that one bad item holds nothing up; and a dead network is not asked for each.
  async function round() {
    const waiting = (await items()).sort((one, other) => one.tries - other.tries);
    let failures = 0;
    for (const item of waiting.filter((one) => !leaving.has(one.id))) {
      failures = (await attempt(item, true)) ? 0 : failures + 1;
      if (!failures) delay = SOONEST_SECONDS;
      if (failures === FAILURES_IN_A_ROW) return;
    }
  }

  const alone = (work) => (navigator.locks ? navigator.locks.request("feedback-queue", work) : work());

  function flush() {
    flushing ||= alone(round).catch(() => {}).then(tellHowManyWait).finally(() => { flushing = null; });
    return flushing;
  }

  async function tellHowManyWait() {
    const found = await items().catch(() => null);
    if (found) Page.tell("queue", found.map((item) => item.id));
    clearTimeout(timer);
    if (found && !found.length) return;
    timer = setTimeout(flush, delay * 1000);
    delay = Math.min(delay * 2, LATEST_SECONDS);
  }

  function flushAtOnce() {
    delay = SOONEST_SECONDS;
    flush();
  }

  function begin() {
    window.addEventListener("online", flushAtOnce);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) flushAtOnce(); });
    flush();
  }

  return { add, begin, get, items, post, put, remove, sendNow };
})();
