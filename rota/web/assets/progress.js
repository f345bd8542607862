// Renews the sentence that says how far a run is. Nothing else of the page changes, so that focus stays where it is.
const line = document.getElementById("progress");
async function look() {
  try {
    const answer = await fetch(line.dataset.address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { sentence, over } = await answer.json();
    if (line.textContent !== sentence) line.textContent = sentence;
    if (over) clearInterval(timer);
  } catch {
    // The next look may be luckier; the link beside it asks for the whole page.
  }
}
const timer = setInterval(look, 2000);
