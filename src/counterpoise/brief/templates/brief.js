"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const language = document.documentElement.lang;
  const dialog = document.getElementById("evidence");
  const title = document.getElementById("evidence-title");
  const body = document.getElementById("evidence-body");
  const tip = document.getElementById("tip");
  let opener = null;

  const make = (name, text) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const row = (list, term, text) => {
    if (text === null || text === undefined || text === "") return null;
    const value = make("dd", text);
    list.append(make("dt", term), value);
    return value;
  };

  const number = (value) =>
    typeof value === "number" ? value.toLocaleString(language, { maximumFractionDigits: 3 }) : value;

  // Methods and the names of parameters are kept in English, whatever the brief's language.
  const english = (element) => {
    if (element && language !== "en") element.lang = "en";
  };

  const showFinding = (name) => {
    const finding = data.findings[name];
    if (!finding) return;
    const list = make("dl");
    list.className = "finding";
    if (typeof finding.value === "number") {
      row(list, words.computed, [number(finding.value), finding.unit].filter(Boolean).join(" – "));
    }
    if (finding.interval) row(list, words.interval, finding.interval.map(number).join(" … "));
    english(row(list, words.method, data.methods[finding.method]));
    const parameters = Object.entries(finding.parameters);
    english(row(list, words.parameters, parameters.map(([key, value]) => `${key} = ${value}`).join("; ")));
    body.append(list);
  };

  const term = (code) => words[`term_${code}`] || code;

  const showStance = (stance) => {
    const list = make("dl");
    row(list, stance.holder, `${term(stance.position)} (${stance.day})`);
    row(list, words.wording, stance.wording);
    row(list, words.source, stance.source);
    row(list, words.place, stance.place);
    row(list, words.grade, term(stance.grade));
    row(list, words.review, stance.reviewed ? "" : words.unreviewed);
    body.append(list);
  };

  const showClaim = (name) => {
    const claim = data.evidence[name];
    if (!claim) {
      body.append(make("p", words.not_listed.replace("{evidence}", name)));
      return;
    }
    body.append(make("h3", claim.statement.charAt(0).toLocaleUpperCase(language) + claim.statement.slice(1)));
    const facts = make("dl");
    row(facts, words.status, term(claim.status));
    row(facts, words.date, claim.when_words || claim.when);
    row(facts, words.value, claim.value);
    row(facts, words.evidence, name);
    body.append(facts);
    claim.stances.forEach(showStance);
  };

  const open = (target) => {
    opener = target;
    body.replaceChildren();
    if (target.dataset.finding) showFinding(target.dataset.finding);
    const names = target.dataset.note ? data.notes[target.dataset.note] : target.dataset.evidence.split(" ");
    names.forEach(showClaim);
    hideTip();
    dialog.showModal();
    dialog.scrollTop = 0;
    title.focus();
  };

  const hideTip = () => { tip.hidden = true; };

  const showTip = (mark) => {
    tip.textContent = mark.getAttribute("aria-label") || mark.dataset.tip;
    tip.hidden = false;
    const box = mark.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), window.innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : box.bottom + 8}px`;
  };

  // One stop of the tabulator for each chart; arrow keys step through its marks.
  const step = (mark, key) => {
    const marks = [...mark.closest("svg").querySelectorAll(".spot")];
    const place = marks.indexOf(mark);
    const next = {
      ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1,
      Home: 0, End: marks.length - 1,
    }[key];
    if (next === undefined || !marks[next]) return false;
    mark.setAttribute("tabindex", "-1");
    marks[next].setAttribute("tabindex", "0");
    marks[next].focus();
    return true;
  };

  document.addEventListener("click", (event) => {
    const said = event.target.closest(".said, .spot");
    if (said) open(said);
    else if (event.target === dialog) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
    if (!event.target.matches(".said, .spot")) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(event.target);
    } else if (event.target.matches(".spot") && step(event.target, event.key)) {
      event.preventDefault();
    }
  });
  const described = (event) => event.target.closest && event.target.closest(".spot, [data-tip]");
  document.addEventListener("pointerover", (event) => {
    const mark = described(event);
    if (mark) showTip(mark); else hideTip();
  });
  document.addEventListener("focusin", (event) => {
    const mark = described(event);
    if (mark && mark.matches(":focus-visible")) showTip(mark); else hideTip();
  });
  document.addEventListener("scroll", hideTip, { passive: true, capture: true });
  document.getElementById("evidence-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { if (opener) opener.focus(); });
})();
