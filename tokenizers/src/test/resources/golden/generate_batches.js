// Writes batches.jsonl with the npm package "@anush008/tokenizers": batches of random settings, and what becomes of their
// texts. It binds an older version of the library than the package "tokenizers" does, whose versions 0.23.x lose overflow.
// usage: NODE_PATH=.../node_modules node generate_batches.js
const fs = require("fs");
const path = require("path");
const { Tokenizer } = require("@anush008/tokenizers");

let state = 42;
function random(bound) {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >>> 8) % bound;
}

const vocab = {};
const letters = "abcdefghijklmnopqrstuvwxyz".split("");
letters.forEach((letter, i) => (vocab[letter] = i));
letters.forEach((letter, i) => (vocab["##" + letter] = 26 + i));
vocab["[UNK]"] = 52;
["[CLS]", "[SEP]", "[PAD]"].forEach((token, i) => (vocab[token] = 60 + i));
const special = (id, type_id) => ({ SpecialToken: { id, type_id } });
const sequence = (id, type_id) => ({ Sequence: { id, type_id } });
// Type ids of sequences other than 0 and 1 do not reach rows of overflow there; we give them to all rows.
const templates = {
  none: null,
  bert: {
    single: [special("[CLS]", 0), sequence("A", 0), special("[SEP]", 0)],
    pair: [special("[CLS]", 0), sequence("A", 0), special("[SEP]", 0), sequence("B", 1), special("[SEP]", 1)],
  },
  turned: {
    single: [sequence("A", 0), special("[SEP]", 2), special("[CLS]", 1)],
    pair: [sequence("B", 1), special("[SEP]", 0), special("[SEP]", 2), sequence("A", 0)],
  },
};

function tokenizerOf(settings) {
  const template = templates[settings.template];
  const specials = {};
  ["[CLS]", "[SEP]"].forEach((id) => (specials[id] = { id, ids: [vocab[id]], tokens: [id] }));
  return Tokenizer.fromString(
    JSON.stringify({
      version: "1.0",
      truncation: settings.truncation,
      padding: settings.padding,
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: { type: "WhitespaceSplit" },
      post_processor: template && { type: "TemplateProcessing", ...template, special_tokens: specials },
      decoder: null,
      model: {
        type: "WordPiece",
        unk_token: "[UNK]",
        continuing_subword_prefix: "##",
        max_input_chars_per_word: 100,
        vocab,
      },
    })
  );
}

function text(most) {
  let result = "";
  for (let left = random(most); left > 0; left--) {
    result += random(4) === 0 ? " " : letters[random(26)];
  }
  return result;
}

const pick = (list) => list[random(list.length)];

function row(encoding, sample) {
  return {
    sample,
    ids: encoding.getIds(),
    types: encoding.getTypeIds(),
    attention: encoding.getAttentionMask(),
    special: encoding.getSpecialTokensMask(),
    starts: encoding.getOffsets().map((offset) => offset[0]),
    ends: encoding.getOffsets().map((offset) => offset[1]),
  };
}

async function main() {
  const lines = [];
  for (let i = 0; i < 100; i++) {
    const paired = random(2) === 0;
    const strategy = pick(paired ? ["LongestFirst", "OnlyFirst", "OnlySecond"] : ["LongestFirst", "OnlyFirst"]);
    const max_length = 8 + random(16);
    const short = strategy === "OnlySecond" ? 4 : 40;
    const settings = {
      template: pick(Object.keys(templates)),
      truncation:
        random(5) === 0 ? null : { direction: pick(["Left", "Right"]), max_length, strategy, stride: random(3) },
      padding:
        random(4) === 0
          ? null
          : {
              strategy: random(2) === 0 ? "BatchLongest" : { Fixed: 1 + random(30) },
              direction: pick(["Left", "Right"]),
              pad_to_multiple_of: random(2) === 0 ? null : 1 + random(9),
              pad_id: 62,
              pad_type_id: random(3),
              pad_token: "[PAD]",
            },
    };
    const first = [];
    const second = [];
    const alone = paired && settings.padding && settings.padding.strategy === "BatchLongest"; // no batches of pairs there
    for (let j = alone ? 0 : random(3); j >= 0; j--) {
      first.push(text(short));
      second.push(text(strategy === "OnlyFirst" ? 4 : 40));
    }
    const tokenizer = tokenizerOf(settings);
    let encodings;
    try {
      encodings = paired
        ? await Promise.all(first.map((a, j) => tokenizer.encode(a, second[j])))
        : await tokenizer.encodeBatch(first);
    } catch (e) {
      continue; // what cannot be truncated so
    }
    const rows = [];
    encodings.forEach((encoding, sample) => {
      rows.push(row(encoding, sample));
      encoding.getOverflowing().forEach((more) => rows.push(row(more, sample)));
    });
    lines.push(JSON.stringify({ ...settings, first, second: paired ? second : null, rows }) + "\n");
  }
  fs.writeFileSync(path.join(__dirname, "batches.jsonl"), lines.join(""));
  console.log(lines.length + " batches");
}

main();
