// Says how far a job is while someone waits for it, and opens what came of it once it has ended.
const SECONDS = 1;

for (const place of document.querySelectorAll("[data-progress]")) {
  const words = place.querySelector("[data-progress-words]");
  const bar = place.querySelector("progress");
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const job = await answer.json();
      if (job.ended) {
        window.location.reload();
        return;
      }
      if (words.textContent !== job.words) words.textContent = job.words;
      if (job.total) {
        bar.max = job.total;
        bar.value = job.done;
      } else {
        bar.removeAttribute("value");
      }
    } catch {
      // The server is away for a moment: the page's own link still leads on.
    }
    setTimeout(look, SECONDS * 1000);
  };
  setTimeout(look, SECONDS * 1000);
}
