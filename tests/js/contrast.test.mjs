/** The colours of css/tokens.css keep the contrasts that the design promises, computed by WCAG 2, also for colour-blind eyes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const css = readFileSync(new URL("../../static/css/tokens.css", import.meta.url), "utf-8");
const colours = Object.fromEntries([...css.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]));

/** Linear red, green, blue in 0..1. @param {string} name */
function light(name) {
  assert.ok(colours[name], `no colour ${name}`);
  return [1, 3, 5].map((i) => {
    const part = parseInt(colours[name].slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

/** How linear light reaches eyes without one kind of cone (Machado and others 2009, full strength). */
const EYES = {
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** @param {string} name */
function brightness(name) {
  const [r, g, b] = light(name);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [dark, bright] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** CIE L*a*b* of a colour as this eye sees it. @param {string} name @param {number[][]} eye */
function seen(name, eye) {
  const rgb = light(name);
  const [r, g, b] = eye.map((row) => Math.min(1, Math.max(0, row.reduce((sum, part, i) => sum + part * rgb[i], 0))));
  const xyz = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ];
  const [x, y, z] = xyz.map((part) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test("text is at least 4.5:1 on its ground", () => {
  const pairs = [
    ["ink", "paper"], ["ink", "card"], ["ink", "lilac"], ["ink", "mint"], ["ink", "cream"], ["ink", "sun"], ["ink", "line"],
    ["ink-soft", "paper"], ["ink-soft", "card"], ["ink-soft", "cream"], ["ink-soft", "mint"], ["ink-soft", "line"],
    ["violet-dark", "paper"], ["violet-dark", "card"], ["on-yes", "yes"], ["on-depends", "depends"], ["on-no", "no"],
    ["card", "violet"], ["card", "option-a"], ["card", "option-b"], ["card", "option-c"], ["card", "option-d"],
    ["card", "option-e"], ["card", "option-f"], ["card", "option-g"], ["card", "option-h"],
  ];
  for (const [text, ground] of pairs) assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}: ${contrast(text, ground).toFixed(2)}`);
});

test("edges of controls and focus rings are at least 3:1", () => {
  for (const ground of ["paper", "card"]) {
    assert.ok(contrast("edge", ground) >= 3);
    assert.ok(contrast("ink", ground) >= 3);
  }
});

const SIGNS = [["yes", "depends"], ["depends", "no"], ["yes", "no"]];

test("the three answer signs differ in brightness at least 2:1 pairwise, so in grey too", () => {
  for (const [one, other] of SIGNS) assert.ok(contrast(one, other) >= 2, `${one} and ${other}: ${contrast(one, other).toFixed(2)}`);
});

test("the three answer signs stay far apart for colour-blind eyes", () => {
  for (const [kind, eye] of Object.entries(EYES)) {
    for (const [one, other] of SIGNS) {
      const there = seen(other, eye);
      const distance = Math.hypot(...seen(one, eye).map((part, i) => part - there[i]));
      assert.ok(distance >= 40, `${one} and ${other} (${kind}): ${distance.toFixed(0)}`);
    }
  }
});
