/* The catalogue's matrix and answers on another website: plain JavaScript, no libraries, no key.
 *
 * The answers are open (CORS *). Texts are set with textContent, so that nothing in them can run. What is asked of a
 * person is sent to the catalogue alone, which neither keeps nor logs it.
 */
"use strict";

const place = document.getElementById("samverkan");
const api = place.dataset.api;

/* Fetches an answer; a fault is a problem document (RFC 9457) whose detail says what to do. */
async function ask(path, query = {}) {
  const parameters = new URLSearchParams(query instanceof URLSearchParams ? query : Object.entries(query));
  const answer = await fetch(`${api}${path}?${parameters}`, {
    headers: { Accept: "application/json" },
    referrerPolicy: "no-referrer",
  });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.detail);
  return content;
}

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

/* A name that leads to the activity's page in the catalogue, where its contact stands. */
function leading(slug, text) {
  const link = element("a", text);
  link.href = new URL(`/verksamheter/${slug}/`, api);
  return link;
}

/* The matrix: a row for each municipality, a column for each function. An empty list means that nobody has told. */
function drawMatrix(matrix) {
  const heads = matrix.columns.map((column) => {
    const head = element("th", column.heading);
    head.scope = "col";
    return head;
  });
  const rows = matrix.rows.map((row) => {
    const name = element("th", row.name);
    name.scope = "row";
    const cells = row.cells.map((cell) =>
      element(
        "td",
        cell.placed.length ? "" : "ingen uppgift",
        ...cell.placed.map((placed) => element("p", "", leading(placed.slug, placed.label))),
      ),
    );
    return element("tr", "", name, ...cells);
  });
  const corner = element("th", "Kommun");
  corner.scope = "col";
  document
    .getElementById("matris")
    .replaceChildren(element("thead", "", element("tr", "", corner, ...heads)), element("tbody", "", ...rows));
}

/* The answer: what suits, what may suit, with every reason in a sentence and how one gets there. */
function drawAnswer(answer) {
  const titles = { fits: "Passar", may_fit: "Kan passa – kontrollera" };
  const parts = Object.entries(titles).flatMap(([verdict, title]) => {
    const found = answer.results.filter((result) => result.verdict === verdict);
    const items = found.map((result) =>
      element(
        "li",
        "",
        leading(result.slug, result.name),
        element("ul", "", ...result.reasons.map((reason) => element("li", reason.sentence))),
        element("p", result.referral.sentence),
      ),
    );
    return found.length ? [element("h2", title), element("ul", "", ...items)] : [];
  });
  if (!answer.covered) parts.push(element("p", "Kommunen finns inte i katalogen."));
  else if (!parts.length) parts.push(element("p", "Inget i katalogen passar."));
  document.getElementById("svar").replaceChildren(...parts);
}

function tell(error) {
  document.getElementById("svar").replaceChildren(element("p", error.message));
}

document.getElementById("fraga").addEventListener("submit", async (event) => {
  event.preventDefault();
  const query = new URLSearchParams([...new FormData(event.target)].filter(([, value]) => value));
  query.append("limit", "100");
  try {
    drawAnswer(await ask("/activities/match", query));
  } catch (error) {
    tell(error);
  }
});

ask(`/matrix/${place.dataset.omrade}`)
  .then((matrix) => {
    drawMatrix(matrix);
    document
      .querySelector("#fraga select")
      .append(...matrix.rows.map((row) => new Option(row.name, row.slug)));
  })
  .catch(tell);
