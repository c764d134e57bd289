/**
 * Refuses text that is dropped beside a text box, and files that are dropped anywhere, because the browser would open
 * them in the place of the view. Text boxes take text, and a field for files takes files.
 */
export function refuseDrops(page: Document): void {
  function refuse(event: DragEvent): void {
    const { dataTransfer, target } = event;
    const isFile = dataTransfer?.types.includes("Files") === true;
    const taking = isFile ? "input[type=file]" : "input:not([type=file]), textarea";
    if (target instanceof Element && target.matches(taking)) return;
    event.preventDefault();
    if (dataTransfer !== null) dataTransfer.dropEffect = "none";
  }
  page.addEventListener("dragover", refuse);
  page.addEventListener("drop", refuse);
}
