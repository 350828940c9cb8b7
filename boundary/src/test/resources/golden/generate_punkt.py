"""Trains NLTK's Punkt on meadow.txt and cuts sentences.txt; prints punkt.json. Offsets are UTF-16 units."""
import json
from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

with open("meadow.txt", encoding="utf-8") as file:
    text = file.read()
trainer = PunktTrainer()
trainer.INCLUDE_ALL_COLLOCS = True
trainer.train(text, finalize=True)
params = trainer.get_params()
tokenizer = PunktSentenceTokenizer(params)
texts = []
with open("sentences.txt", encoding="utf-8") as file:
    for line in file:
        sentence = json.loads('"' + line.rstrip("\n").replace('"', '\\"') + '"')
        units = [0]
        for character in sentence:
            units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
        spans = [[units[a], units[b]] for a, b in tokenizer.span_tokenize(sentence)]
        texts.append({"text": sentence, "spans": spans})
print(json.dumps({
    "abbrev_types": sorted(params.abbrev_types),
    "collocations": sorted(list(pair) for pair in params.collocations),
    "sent_starters": sorted(params.sent_starters),
    "ortho_context": {k: v for k, v in sorted(params.ortho_context.items()) if v},
    "texts": texts,
}, indent=1))
