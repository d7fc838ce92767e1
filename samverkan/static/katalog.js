/* Filters without a full reload: the same page is fetched and its part #resultat takes the place of the old one.
   Without this script, and wherever it fails, forms and links work as they always do. */
(() => {
  "use strict";
  const region = () => document.getElementById("resultat");
  const matrix = document.querySelector(".matrix");
  let asking;

  if (matrix) {
    // An activity that stands in several municipalities is marked in all of them.
    const mark = (event) => {
      const link = event.target.closest?.(".placed");
      for (const one of document.querySelectorAll(".placed")) {
        one.classList.toggle("same", Boolean(link) && one.href === link.href);
      }
    };
    document.addEventListener("pointerover", mark);
    document.addEventListener("focusin", mark);
  }
  if (!region()) return;

  const status = document.createElement("p");
  status.className = "heard";
  status.setAttribute("role", "status");
  document.body.append(status);

  function swap(page) {
    const old = region(), fresh = page.getElementById("resultat"), focused = document.activeElement;
    const open = [...old.querySelectorAll("details")].map((one) => one.open);
    const had = old.contains(focused);
    old.replaceWith(fresh);
    [...fresh.querySelectorAll("details")].forEach((one, index) => { one.open ||= Boolean(open[index]); });
    document.title = page.title;
    for (const name of [".language", ".past", ".saved"]) {
      const there = document.querySelector(name), then = page.querySelector(name);
      if (there && then) there.replaceWith(then);
    }
    const told = fresh.querySelector("[data-announce]");
    const same = focused.id && document.getElementById(focused.id);
    if (had && same?.type === "search") {
      // Whoever types goes on typing: what was written meanwhile stays, and the cursor where it was.
      const place = focused.selectionStart;
      same.value = focused.value;
      same.focus({ preventScroll: true });
      same.setSelectionRange(place, place);
    } else if (had) (same || told)?.focus({ preventScroll: true });
    status.textContent = told ? told.textContent : "";
  }

  async function show(address, step) {
    asking?.abort();
    const mine = asking = new AbortController();
    try {
      const response = await fetch(address, { signal: mine.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!response.ok || !page.getElementById("resultat")) throw new Error(response.status);
      if (step) history[step](null, "", address);
      swap(page);
    } catch (error) {
      if (!mine.signal.aborted) location.assign(address);
    }
  }

  function addressOf(form) {
    const address = new URL(form.action || location.href);
    const filled = [...new FormData(form)].filter(([, value]) => value);
    address.search = new URLSearchParams(filled);
    address.hash = "";
    return address.href;
  }

  document.addEventListener("submit", (event) => {
    if (!region().contains(event.target)) return;
    event.preventDefault();
    show(addressOf(event.target), "pushState");
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("#resultat form[method=get] select")) show(addressOf(event.target.form), "pushState");
  });
  let typing;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("#resultat form[method=get] input[type=search]")) return;
    clearTimeout(typing);
    // A word that grows is one step back, not one for each letter.
    const step = new URLSearchParams(location.search).has("q") ? "replaceState" : "pushState";
    typing = setTimeout((form) => show(addressOf(form), step), 300, event.target.form);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || !region().contains(link) || event.button || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return;
    event.preventDefault();
    show(link.href, "pushState");
  });
  addEventListener("popstate", () => show(location.href));
})();
