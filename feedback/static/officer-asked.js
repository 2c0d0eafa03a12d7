// Looks again every ten seconds while the page is seen, for an hour, and puts in place what has changed. Without it there is a link.
const EVERY = 10000;
const LONGEST = 60 * 60 * 1000;
const STOPPED = "This page has been open for an hour and has stopped looking again by itself.";
const SIGNED_OUT = "This page has stopped looking again by itself, because you are signed out.";
const AWAY = "The service cannot be reached at the moment. This page goes on trying.";

const answer = document.getElementById("asked-answer");
const now = document.getElementById("asked-now");
const looking = document.getElementById("asked-looking");
const usual = looking.textContent;
const begun = Date.now();
const seen = new Map([...now.children].map((part) => [part.id, part.outerHTML]));
let version = `"${now.dataset.version}"`;
let timer = 0;

function say(text) {
  if (looking.textContent !== text) looking.textContent = text;
}

function stop(why) {
  clearInterval(timer);
  timer = 0;
  document.removeEventListener("visibilitychange", look);
  say(why);
}

// What was open stays open, and whoever stood on something goes on standing there.
function replace(old, fresh) {
  const open = [...old.querySelectorAll("details[open]")].map((details) => details.id);
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.replaceWith(fresh);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function put(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = [...template.content.children];
  const ids = new Set(fresh.map((part) => part.id));
  for (const part of [...now.children]) if (!ids.has(part.id)) part.remove();
  fresh.forEach((part, place) => {
    const [written, old] = [part.outerHTML, document.getElementById(part.id)];
    if (!old) now.insertBefore(part, now.children[place] ?? null);
    else if (seen.get(part.id) !== written) replace(old, part);
    seen.set(part.id, written);
  });
}

async function look() {
  if (document.visibilityState !== "visible") return;
  if (Date.now() - begun > LONGEST) {
    stop(STOPPED);
    return;
  }
  try {
    const response = await fetch(now.dataset.from, { headers: { "If-None-Match": version }, redirect: "manual", cache: "no-store" });
    if (response.type === "opaqueredirect" || response.status === 403) {
      stop(SIGNED_OUT);
      return;
    }
    if (response.status === 200) {
      const found = await response.json();
      version = response.headers.get("ETag");
      if (answer.textContent !== found.answer) answer.textContent = found.answer;
      put(found.html);
    }
    say(response.ok || response.status === 304 ? usual : AWAY);
  } catch {
    say(AWAY);
  }
}

looking.hidden = false;
timer = setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
