// Eight points of the pose, sixteen of the face, then 21 of each hand.
const POSE = 0, FACE = 8, LEFT = 24, RIGHT = 45, POINTS = 66;
const ARMS = [[0, 1], [0, 2], [2, 4], [1, 3], [3, 5], [0, 6], [1, 7], [6, 7]];
const HAND = [[0, 1, 2, 3, 4], [0, 5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16], [0, 17, 18, 19, 20], [5, 9, 13, 17]];
const OVAL = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0];

function lines(chain, from) {
  return chain.slice(1).map((point, i) => [from + chain[i], from + point]);
}
const HANDS = [LEFT, RIGHT].map((from) => HAND.flatMap((finger) => lines(finger, from)));
const HEAD = lines(OVAL, FACE);
const BODY = ARMS.map(([a, b]) => [POSE + a, POSE + b]);

for (const canvas of document.querySelectorAll("canvas[data-points]")) {
  const bytes = Uint8Array.from(atob(canvas.dataset.points), (c) => c.charCodeAt(0));
  const frames = Number(canvas.dataset.frames);
  const rate = Number(canvas.dataset.rate);
  const pen = canvas.getContext("2d");
  const time = canvas.parentElement.querySelector(".time");
  const now = time.querySelector(".now");
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name);
  const size = canvas.width;
  let frame = 0, started = null;

  function stroke(pairs, ink, width) {
    pen.strokeStyle = ink;
    pen.lineWidth = width;
    pen.beginPath();
    for (const [a, b] of pairs) {
      const at = 2 * (frame * POINTS + a), to = 2 * (frame * POINTS + b);
      if (bytes[at] && bytes[to]) {
        pen.moveTo((bytes[at] / 256) * size, (bytes[at + 1] / 256) * size);
        pen.lineTo((bytes[to] / 256) * size, (bytes[to + 1] / 256) * size);
      }
    }
    pen.stroke();
  }
  function draw() {
    pen.clearRect(0, 0, size, size);
    pen.lineCap = "round";
    stroke(BODY, color("--soft"), 3);
    stroke(HEAD, color("--soft"), 1.5);
    stroke(HANDS[0], color("--accent"), 2);
    stroke(HANDS[1], color("--warn"), 2);
    now.style.display = "block";
    now.style.left = (100 * (frame + 0.5)) / frames + "%";
  }
  function step(stamp) {
    if (started === null) return;
    frame = Math.min(frames - 1, Math.floor(((stamp - started) * rate) / 1000));
    draw();
    if (frame === frames - 1) started = null;
    else requestAnimationFrame(step);
  }
  canvas.title = "click to play";
  canvas.addEventListener("click", () => {
    if (started !== null) { started = null; return; }
    started = performance.now() - (frame === frames - 1 ? 0 : (frame * 1000) / rate);
    requestAnimationFrame(step);
  });
  time.addEventListener("pointermove", (event) => {
    const box = time.getBoundingClientRect();
    started = null;
    frame = Math.max(0, Math.min(frames - 1, Math.floor((frames * (event.clientX - box.left)) / box.width)));
    draw();
  });
  frame = Math.floor(frames / 2);
  draw();
}
