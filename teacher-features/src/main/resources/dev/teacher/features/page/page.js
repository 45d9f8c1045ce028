const lines = JSON.parse(document.getElementById("columns").textContent);
const tip = document.getElementById("tip");
for (const cells of document.querySelectorAll("svg.cells")) {
  const { width: row, height: rows } = cells.viewBox.baseVal;
  const first = Number(cells.dataset.first);
  const width = Number(cells.dataset.width);
  cells.addEventListener("pointermove", (event) => {
    const box = cells.getBoundingClientRect();
    const x = Math.floor((row * (event.clientX - box.left)) / box.width);
    const y = Math.floor((rows * (event.clientY - box.top)) / box.height);
    const cell = y * row + x;
    tip.hidden = x < 0 || x >= row || cell < 0 || cell >= width;
    if (!tip.hidden) {
      tip.textContent = lines[first + cell];
      const left = Math.min(event.clientX + 12, window.innerWidth - tip.offsetWidth - 8);
      tip.style.left = Math.max(8, left) + "px";
      tip.style.top = event.clientY + 16 + "px";
    }
  });
  cells.addEventListener("pointerleave", () => { tip.hidden = true; });
}
