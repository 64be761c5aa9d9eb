// Renews the assessment while the form is filled in. Without this script the button does the same.
//
// XMLHttpRequest and not fetch: it hands over a document that the browser has parsed, in which no script runs, so
// trusted types need no exception. Nothing is stored, and nothing stands in an address.
"use strict";
(() => {
  const form = document.getElementById("form");
  const live = document.getElementById("live");
  const WAIT_MS = 500;
  let waiting = 0;
  let running = null;

  const isOpen = (node) => node.open && node.querySelector(":scope > summary");

  function renew() {
    if (running) running.abort();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) body.append(name, value);
    body.set("do", "live");
    const request = (running = new XMLHttpRequest());
    request.responseType = "document";
    request.open("POST", form.getAttribute("action").split("#")[0]);
    request.onload = () => {
      const made = request.response && request.response.getElementById("result");
      if (made && (request.status === 200 || request.status === 422)) show(document.importNode(made, true));
      else fail();
    };
    request.onerror = request.ontimeout = fail;
    request.timeout = 20000;
    request.send(body);
  }

  function fail() {
    live.textContent = form.dataset.failed;
    live.className = "wrong";
  }

  function show(made) {
    const before = document.getElementById("result");
    const open = new Set([...before.querySelectorAll("details")].filter(isOpen).map((one) => one.firstElementChild.textContent));
    for (const one of made.querySelectorAll("details")) one.open = open.has(one.firstElementChild.textContent);
    const alert = made.querySelector("[role=alert]");
    if (alert) alert.removeAttribute("role"); // while somebody types, the line under the form says it quietly
    before.replaceWith(made);
    mark(made);
    live.className = "";
    live.textContent = alert ? alert.querySelector("strong").textContent : form.dataset.done;
  }

  // The same sentences at the fields as in the list of what is wrong.
  function mark(made) {
    for (const one of form.querySelectorAll("p.wrong:not(#live)")) one.remove();
    for (const one of form.querySelectorAll("[aria-invalid]")) {
      one.removeAttribute("aria-invalid");
      describe(one, (names) => names.filter((name) => !name.startsWith("w-")));
    }
    for (const link of made.querySelectorAll("#errors a")) {
      const field = document.getElementById(link.hash.slice(1));
      if (!field || !form.contains(field) || field === form) continue;
      const note = document.createElement("p");
      note.className = "wrong";
      note.id = "w-" + field.id;
      note.append(...link.parentElement.querySelector(".says").cloneNode(true).childNodes);
      field.setAttribute("aria-invalid", "true");
      describe(field, (names) => [...names, note.id]);
      field.parentElement.append(note);
    }
  }

  function describe(field, change) {
    const names = change((field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean));
    if (names.length) field.setAttribute("aria-describedby", names.join(" "));
    else field.removeAttribute("aria-describedby");
  }

  function count() {
    for (const theme of form.querySelectorAll("details.theme")) {
      const shown = theme.querySelector(".count");
      const fields = [...theme.querySelectorAll(".fact > select, .fact > input")];
      if (shown) shown.textContent = fields.filter((field) => field.value.trim()).length + " / " + fields.length;
    }
  }

  // A link from the list of errors leads into a theme that may be closed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("#errors a");
    const field = link && document.getElementById(link.hash.slice(1));
    const theme = field && field.closest("details.theme");
    if (theme) theme.open = true;
    if (field) field.focus();
  });

  form.addEventListener("change", () => {
    count();
    window.clearTimeout(waiting);
    if (form.elements.place.value) waiting = window.setTimeout(renew, WAIT_MS);
  });
})();
