// SPDX-License-Identifier: Apache-2.0
// Plain DOM in a few lines: h() makes elements, morph() brings what is on the screen to what it should be
// without losing focus, scroll position or an opened detail.

export type Child = Node | string | number | null | undefined | false | Child[];

type Attributes = Record<string, string | number | boolean | null | undefined>;

/** `h("p", {class: "note"}, "text")`. An attribute that is false, null or undefined is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.appendChild(child);
    else if (child !== null && child !== undefined && child !== false) {
      parent.appendChild(document.createTextNode(String(child)));
    }
  }
}

const keyOf = (node: Node): string | null =>
  node instanceof Element ? node.getAttribute("data-key") : null;

const matches = (a: Node, b: Node): boolean =>
  a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

// What the user changed on the page itself and a new rendering must not undo.
const kept = new Set(["open"]);

function morphAttributes(from: Element, to: Element): void {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !kept.has(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !kept.has(name))
      from.setAttribute(name, value);
  }
}

/** Makes the children of `from` equal to those of `to`, reusing elements by tag and `data-key`. */
export function morph(from: Element, to: Element): void {
  let current = from.firstChild;
  const all = [...to.childNodes];
  for (const [index, wanted] of all.entries()) {
    let found: ChildNode | null = current;
    while (found && !matches(found, wanted)) found = found.nextSibling;
    if (!found) {
      from.insertBefore(wanted, current);
      continue;
    }
    // What stands before it and is not wanted any more goes first: an element that is moved loses the keyboard.
    const isWanted = (node: Node): boolean =>
      all.slice(index + 1).some((later) => matches(node, later));
    while (current && current !== found && !isWanted(current)) {
      const next: ChildNode | null = current.nextSibling;
      current.remove();
      current = next;
    }
    if (found === current) current = current.nextSibling;
    else from.insertBefore(found, current);
    if (found.isEqualNode(wanted)) continue; // most of what a key leaves as it is
    if (found instanceof Element && wanted instanceof Element) {
      morphAttributes(found, wanted);
      morph(found, wanted);
    } else if (found.nodeValue !== wanted.nodeValue) {
      found.nodeValue = wanted.nodeValue;
    }
  }
  while (current) {
    const next = current.nextSibling;
    current.remove();
    current = next;
  }
}

/** The element, which the page is built to have. */
export function need<Type extends Element>(
  selector: string,
  root: ParentNode = document,
): Type {
  const element = root.querySelector<Type>(selector);
  if (!element) throw new Error(`The page has no ${selector}`);
  return element;
}
