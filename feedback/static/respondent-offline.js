// Asks the service worker to keep pages, so that they open without a network, and hears when it has them.
const Offline = (() => {
  "use strict";

  const able = () => "serviceWorker" in navigator && window.isSecureContext;
  const loaded = () => new Promise((done) => {
    if (document.readyState === "complete") done();
    else window.addEventListener("load", done, { once: true });
  });

  // Only after everything on the page itself has come: the network may be slow.
  async function keep(paths) {
    if (!able()) return false;
    await loaded();
    try {
      await navigator.serviceWorker.register("/s/worker.js", { scope: "/s/" });
      return await asked((await navigator.serviceWorker.ready).active, paths);
    } catch {
      return false;
    }
  }

  function asked(worker, paths) {
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((done) => { port1.onmessage = (event) => done(event.data.ready); });
    worker.postMessage({ keep: paths }, [port2]);
    return answer;
  }

  return { able, keep };
})();
