// Seals text so that the service alone can open it: compact JWE, ECDH-ES on P-256 with A256GCM (RFC 7516, RFC 7518 section 4.6).
const Sealing = (() => {
  "use strict";

  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const CODE_LENGTH = 12;
  const TAG_BYTES = 16;
  const CURVE = { name: "ECDH", namedCurve: "P-256" };
  const utf8 = (text) => new TextEncoder().encode(text);

  function base64url(bytes) {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  async function seal(text, { kid, jwk }) {
    const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
    const head = base64url(utf8(JSON.stringify({ alg: "ECDH-ES", enc: "A256GCM", kid, epk: await publicHalf(pair) })));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const locked = await encrypted(await agreed(pair.privateKey, jwk), { iv, additionalData: utf8(head) }, utf8(text));
    return [head, "", base64url(iv), base64url(locked.slice(0, -TAG_BYTES)), base64url(locked.slice(-TAG_BYTES))].join(".");
  }

  async function publicHalf(pair) {
    const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
    return { kty, crv, x, y };
  }

  async function agreed(ours, { kty, crv, x, y }) {
    const theirs = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, CURVE, false, []);
    return concatKdf(new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours, 256)));
  }

  // One round is enough for 256 bits; neither side names itself.
  async function concatKdf(secret) {
    const name = utf8("A256GCM");
    const parts = [number(1), secret, number(name.length), name, number(0), number(0), number(256)];
    return crypto.subtle.digest("SHA-256", new Uint8Array(parts.flatMap((part) => [...part])));
  }

  const number = (value) => new Uint8Array([0, 0, value >> 8, value & 255]);

  async function encrypted(raw, how, bytes) {
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
    return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", ...how }, key, bytes));
  }

  // With this code somebody can take the answers back. It follows from the response id, so it needs no network.
  async function withdrawalCode(responseId) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(`withdraw:${responseId}`)));
    const bits = [...hash].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const letters = Array.from({ length: CODE_LENGTH }, (_, place) => ALPHABET[parseInt(bits.slice(place * 5, place * 5 + 5), 2)]);
    return letters.join("").replace(/(.{4})(?=.)/g, "$1-");
  }

  return { base64url, seal, withdrawalCode };
})();
