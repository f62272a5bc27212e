// On paper nothing can be unfolded, so everything is, but for the inputs of resources that nobody opened.

let openedForPrint = [];
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details.stack")) details.make();
  openedForPrint = [...document.querySelectorAll("details:not([open], .particulars)")];
  for (const details of openedForPrint) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of openedForPrint) details.open = false;
  openedForPrint = [];
});
