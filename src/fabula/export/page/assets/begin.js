// All is in place: the counts, the strip, and the view that the address names.
document.documentElement.classList.add("js");
countByChapter();
route();
paintStrip();
dispatchEvent(new Event("begun"));
