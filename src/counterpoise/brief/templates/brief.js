"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const dialog = document.getElementById("evidence");
  const body = document.getElementById("evidence-body");
  let opener = null;

  const make = (name, text) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const row = (list, term, text) => {
    if (text === null || text === undefined || text === "") return;
    list.append(make("dt", term), make("dd", text));
  };

  const show = (number) => {
    body.replaceChildren();
    for (const name of data.notes[number]) {
      const claim = data.evidence[name];
      if (!claim) continue;
      body.append(make("h3", claim.statement));
      const facts = make("dl");
      row(facts, data.words.status, claim.status);
      row(facts, data.words.date, claim.when);
      row(facts, data.words.value, claim.value);
      row(facts, data.words.evidence, name);
      body.append(facts);
      for (const stance of claim.stances) {
        const list = make("dl");
        row(list, stance.holder, `${stance.position} (${stance.day})`);
        row(list, data.words.wording, stance.wording);
        row(list, data.words.source, stance.source);
        row(list, data.words.place, stance.place);
        row(list, data.words.grade, stance.grade);
        row(list, data.words.review, stance.reviewed ? "" : data.words.unreviewed);
        body.append(list);
      }
    }
    dialog.showModal();
  };

  const open = (target) => {
    opener = target;
    show(target.dataset.note);
  };

  document.addEventListener("click", (event) => {
    const said = event.target.closest(".said");
    if (said) open(said);
    else if (event.target === dialog) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches(".said")) {
      event.preventDefault();
      open(event.target);
    }
  });
  document.getElementById("evidence-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { if (opener) opener.focus(); });
})();
