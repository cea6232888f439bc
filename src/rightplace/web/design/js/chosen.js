// Names the files that were picked or dropped; the browser itself only counts them.
for (const input of document.querySelectorAll("input[type=file][multiple]")) {
  const names = document.createElement("ul");
  names.className = "govuk-list govuk-list--bullet";
  names.setAttribute("aria-live", "polite");
  input.after(names);
  input.addEventListener("change", () => {
    names.replaceChildren(
      ...Array.from(input.files, (file) => {
        const item = document.createElement("li");
        item.textContent = file.name;
        return item;
      }),
    );
  });
}
