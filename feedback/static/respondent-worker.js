// Opens these pages without a network. It keeps pages below /s/ and the files that they name; it touches nothing else, and never a POST.
"use strict";

const KEPT = "respondent-1";
const OLD_MILLISECONDS = 15 * 60 * 1000;
const KEPT_AT = "x-kept-at";
const NAMED = /(?:src|href|data-recording)="(\/[^"#]*)/g;
const PAGE = /^\/s\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+)?)?$/;
const FILE = /^\/(?:static\/|govuk\/|recording\/|theme\.css$|logo$|s\/manifest\.webmanifest$)/;
const isOurs = (url) => url.origin === self.location.origin;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", onFetch);
self.addEventListener("message", onMessage);

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
}

function onFetch(event) {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !isOurs(url)) return;
  if (PAGE.test(url.pathname)) event.respondWith(page(event, url.pathname));
  else if (FILE.test(url.pathname)) event.respondWith(file(event.request));
}

// A page as it was kept, at once; one that is old is fetched again after it was used.
async function page(event, path) {
  const kept = await found(path);
  if (!kept) return fetch(event.request);
  if (isOld(kept)) event.waitUntil(keepPage(path).then(prune).catch(() => {}));
  return kept;
}

const file = async (request) => (await found(request.url)) || fetch(request);
const found = async (address) => (await caches.open(KEPT)).match(address, { ignoreVary: true });

function isOld(kept) {
  const age = Date.now() - Number(kept.headers.get(KEPT_AT));
  return !(age >= 0 && age < OLD_MILLISECONDS);
}

// A page tells which pages it needs, itself among them; it is told whether all of them are here.
function onMessage(event) {
  const answer = (ready) => event.ports[0].postMessage({ ready });
  event.waitUntil(keepAll(event.data.keep).then(() => answer(true), () => answer(false)));
}

async function keepAll(paths) {
  for (const path of paths) {
    const html = await needed(path);
    for (const other of otherWords(html, path)) await needed(other);
  }
  await prune();
}

async function needed(path) {
  const kept = await found(path);
  return kept && !isOld(kept) ? kept.text() : keepPage(path);
}

// A page is kept after everything that it names, so that what is kept is whole. One that is gone is let go of.
async function keepPage(path) {
  const cache = await caches.open(KEPT);
  const reply = await fetch(path, { credentials: "omit", cache: "no-store" });
  if (reply.status === 404 || reply.status === 410) await cache.delete(path);
  if (!reply.ok || reply.redirected) throw new Error(`${path} answered ${reply.status}`);
  const html = await reply.text();
  await Promise.all(files(html).map((address) => keepFile(cache, address)));
  await cache.put(path, new Response(html, { headers: dated(reply.headers) }));
  return html;
}

function dated(headers) {
  const kept = new Headers(headers);
  kept.set(KEPT_AT, String(Date.now()));
  kept.delete("Content-Encoding");
  kept.delete("Content-Length");
  return kept;
}

async function keepFile(cache, address) {
  if (await cache.match(address, { ignoreVary: true })) return;
  const reply = await fetch(address, { credentials: "omit" });
  if (!reply.ok) throw new Error(`${address} answered ${reply.status}`);
  await cache.put(address, reply);
}

const named = (html) => [...html.matchAll(NAMED)].map((match) => match[1].replaceAll("&amp;", "&"));
const files = (html) => [...new Set(named(html).filter((address) => FILE.test(address.split("?")[0])))];
const otherWords = (html, path) => (path === "/s/" ? [] : named(html).filter((address) => PAGE.test(address) && address.startsWith(`${path}/`)));

// Files that no kept page names any more belong to pages of before.
async function prune() {
  const cache = await caches.open(KEPT);
  const kept = (await cache.keys()).map((request) => new URL(request.url));
  const pages = await Promise.all(kept.filter((url) => PAGE.test(url.pathname)).map((url) => cache.match(url)));
  const wanted = new Set((await Promise.all(pages.map((one) => one.text()))).flatMap(files));
  const unwanted = kept.filter((url) => FILE.test(url.pathname) && !wanted.has(url.pathname + url.search));
  await Promise.all(unwanted.map((url) => cache.delete(url)));
}
