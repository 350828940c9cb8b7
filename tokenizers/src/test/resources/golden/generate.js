// Writes hf_gpt2.merges.txt with the npm package "tokenizers": byte-level BPE, no minimum frequency.
// usage: NODE_PATH=.../node_modules node generate.js
const fs = require("fs");
const os = require("os");
const path = require("path");
const hf = require("tokenizers");

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "meadow-"));
const text = path.join(scratch, "meadow.txt");
const saved = path.join(scratch, "tokenizer.json");
const documents = fs.readFileSync(path.join(__dirname, "meadow.jsonl"), "utf8").trimEnd().split("\n");
fs.writeFileSync(text, documents.map((line) => JSON.parse(line).text + "\n").join(""));

const tokenizer = new hf.Tokenizer(hf.BPE.empty());
tokenizer.setPreTokenizer(hf.byteLevelPreTokenizer(false, true));
tokenizer.train([text]);
tokenizer.save(saved);
const merges = JSON.parse(fs.readFileSync(saved, "utf8")).model.merges;
const lines = merges.map((merge) => (Array.isArray(merge) ? merge.join(" ") : merge) + "\n");
fs.writeFileSync(path.join(__dirname, "hf_gpt2.merges.txt"), lines.join(""));
fs.rmSync(scratch, { recursive: true });
