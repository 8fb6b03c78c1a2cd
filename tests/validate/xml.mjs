// A small tree from strict XML: a text that is not well-formed throws.

import { SaxesParser } from "saxes";

/** The root element: `{ uri, local, attributes: Map, children, text }`; `text` is all text inside. */
export function tree(text) {
  const parser = new SaxesParser({ xmlns: true });
  const root = { children: [], text: "" };
  const open = [root];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    const attributes = new Map(Object.values(tag.attributes).map((a) => [a.name, a.value]));
    const element = { uri: tag.uri, local: tag.local, attributes, children: [], text: "" };
    open.at(-1).children.push(element);
    open.push(element);
  });
  const add = (more) => {
    for (const element of open) element.text += more;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  return root.children[0];
}

export function children(element, local, uri = element.uri) {
  return element.children.filter((c) => c.local === local && c.uri === uri);
}
