// What Django's own scripts put on the editors' pages without a name that a screen reader can say.
const named = () => {
    for (const box of document.querySelectorAll(".select2-selection:not([aria-label])")) {
        const select = box.closest(".select2-container").previousElementSibling;
        const name = select?.getAttribute("aria-label") || select?.labels?.[0]?.textContent;
        if (!name) continue;
        const words = box.getAttribute("aria-labelledby");
        box.id ||= `val-${words || select.id}`;
        box.setAttribute("aria-label", name.replace(":", "").trim());
        box.setAttribute("aria-labelledby", [box.id, words].filter(Boolean).join(" "));
        for (const attribute of ["role", "aria-readonly"]) box.firstElementChild?.removeAttribute(attribute);
    }
    for (const help of document.querySelectorAll("span.help-tooltip[aria-label]")) help.setAttribute("role", "img");
};
new MutationObserver(named).observe(document.body, {childList: true, subtree: true}); // Rows are added later too.
named();
