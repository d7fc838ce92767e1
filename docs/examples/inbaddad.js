/* Katalogens matris och svar på en annan webbplats: vanlig JavaScript, inga bibliotek, ingen nyckel.
 *
 * Svaren är öppna (CORS *). Texterna sätts med textContent, så att ingenting i dem kan köras. Det som frågas om en
 * person skickas bara till katalogen, som varken sparar eller loggar det.
 */
"use strict";

const place = document.getElementById("samverkan");
const api = place.dataset.api;

/* Hämtar ett svar; ett fel är ett problemdokument (RFC 9457) vars detail säger vad man gör. */
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

/* Ett namn som leder till verksamhetens sida i katalogen, där kontakten står. */
function leading(slug, text) {
  const link = element("a", text);
  link.href = new URL(`/verksamheter/${slug}/`, api);
  return link;
}

/* Matrisen: en rad per kommun, en kolumn per funktion. En tom lista betyder att ingen har lämnat uppgift. */
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

/* Svaret: passar, kan passa, med varje skäl i en mening och hur man kommer dit. */
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
