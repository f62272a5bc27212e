// What scrolls can be reached by keyboard; what does not is no stop on the way.

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const scroll of document.querySelectorAll(".scroll")) observer.observe(scroll);
