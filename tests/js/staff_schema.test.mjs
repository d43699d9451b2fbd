/** From a JSON Schema to the fields of a form, and what goes to the server: tests/browser/test_staff_form.py draws the same. */
import assert from "node:assert/strict";
import test from "node:test";
import { emptyItem, fieldsOf, folded, movedTo, saidAt, saidElsewhere, setAt, sharedNames, tidy } from "../../static/js/staff/schema.js";

const LocalText = { type: "object", properties: { id: { type: "string", minLength: 1 }, en: { type: "string", default: "" } }, required: ["id"] };
const text = (/** @type {number} */ most) => ({ $ref: "#/$defs/LocalText", properties: { id: { maxLength: most }, en: { maxLength: most } } });
const maybe = (/** @type {any} */ schema) => ({ anyOf: [schema, { type: "null" }], default: null });
const SCHEMA = {
  $defs: { LocalText, Option: { type: "object", properties: { text: text(50), right: { type: "boolean", default: false } }, required: ["text"] } },
  properties: {
    id: { type: "string" },
    type: { type: "string" },
    text: text(140),
    options: maybe({ type: "array", items: { $ref: "#/$defs/Option" }, minItems: 2, maxItems: 4 }),
    kind: { enum: ["a", "b"], default: "a" },
    forms: { type: "array", items: { enum: ["x", "y"] } },
    scored: { const: false, default: false },
    picture: maybe({ type: "string", pattern: "^[a-z]+\\.(png|jpg)$" }),
    value: { type: "number", minimum: -5, maximum: 5 },
    seconds: maybe({ type: "number", minimum: 5 }),
    tags: { type: "array", items: { type: "string" }, default: [] },
    odd: { type: "object", additionalProperties: true },
  },
  required: ["id", "type", "text", "value"],
};

test("every kind of schema becomes a kind of field; what has one value only is none", () => {
  const kinds = Object.fromEntries(fieldsOf(SCHEMA).map((field) => [field.name, field.kind]));
  assert.deepEqual(kinds, { id: "line", type: "line", text: "text", options: "list", kind: "choice", forms: "set", picture: "picture", value: "number", seconds: "number", tags: "lines", odd: "raw" });
});

test("limits are read from beside a reference, and inside lists", () => {
  const [, , own, options] = fieldsOf(SCHEMA);
  assert.equal(own.limit, 140);
  assert.equal(options.item?.fields?.[0].limit, 50);
  assert.deepEqual([options.least, options.most, options.nullable], [2, 4, true]);
});

test("what all types share is folded away, and small optional things are too", () => {
  const types = { one: { schema: SCHEMA }, other: { schema: { properties: { id: {}, type: {}, tags: {}, title: {} } } } };
  const { shown, away } = folded(fieldsOf(SCHEMA), sharedNames(types));
  assert.deepEqual(shown.map(({ name }) => name), ["text", "options", "kind", "forms", "picture", "value", "odd"]);
  assert.deepEqual(away.map(({ name }) => name), ["seconds", "tags"]);
});

test("an empty item holds what is required, and no more", () => {
  assert.deepEqual(emptyItem(fieldsOf(SCHEMA)), { id: undefined, type: undefined, text: { id: "", en: "" }, value: undefined });
});

test("a value is changed at its place and nothing else is", () => {
  const item = { text: { id: "a", en: "" }, options: [{ text: { id: "x" } }, { text: { id: "y" } }] };
  const next = setAt(item, ["options", 1, "text", "id"], "z");
  assert.equal(next.options[1].text.id, "z");
  assert.equal(next.options[0], item.options[0]);
  assert.equal(item.options[1].text.id, "y");
  assert.deepEqual(Object.keys(setAt(item, ["text"], { id: "b" })), ["text", "options"]);
  assert.deepEqual(setAt(item, ["options"], undefined), { text: item.text });
});

test("what says nothing does not go to the file", () => {
  const fields = fieldsOf(SCHEMA);
  const item = { id: "a", type: "t", text: { id: "Halo", en: "" }, options: [{ text: { id: "x", en: "" }, right: false }], kind: "a", tags: [], value: 0, picture: "" };
  assert.deepEqual(tidy(item, fields), { id: "a", type: "t", text: { id: "Halo" }, options: [{ text: { id: "x" } }], value: 0 });
});

test("messages stand at their field; those without a field are not lost", () => {
  const said = [{ field: "text.id", message: "kosong" }, { field: "", message: "aneh" }, { field: "options.0", message: "pilihan" }];
  assert.deepEqual(saidAt(said, "text.id"), ["kosong"]);
  assert.deepEqual(saidAt(said, "text", true), ["kosong"]);
  assert.deepEqual(saidElsewhere(said, ["text", "options"]), ["aneh"]);
});

test("an entry moves inside its list and no further", () => {
  assert.deepEqual(movedTo([1, 2, 3], 0, 2), [2, 3, 1]);
  assert.deepEqual(movedTo([1, 2, 3], 0, -1), [1, 2, 3]);
});
