// Reads a person's code from a QR code with the camera, where the browser can. No picture is kept.
const Scanning = (() => {
  "use strict";

  const { find } = Page;
  const EVERY_MILLISECONDS = 200;

  const able = () => "BarcodeDetector" in window && Boolean(navigator.mediaDevices);
  const lastPart = (text) => text.trim().split(/[/?#]/).filter(Boolean).pop() || "";
  const pause = () => new Promise((done) => { setTimeout(done, EVERY_MILLISECONDS); });

  // The code, or "" when the dialog was closed first. Fails without a camera.
  async function scan() {
    const dialog = find("#scanning");
    const picture = find("video", dialog);
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    picture.srcObject = stream;
    dialog.showModal();
    try {
      await picture.play();
      return await found(dialog, picture);
    } finally {
      for (const track of stream.getTracks()) track.stop();
      picture.srcObject = null;
      dialog.close();
    }
  }

  async function found(dialog, picture) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    while (dialog.open) {
      const [first] = await detector.detect(picture);
      if (first) return lastPart(first.rawValue);
      await pause();
    }
    return "";
  }

  return { able, scan };
})();
