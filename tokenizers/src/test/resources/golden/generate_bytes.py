"""Writes bytes.jsonl and fim.jsonl: the rules of byte tokenizers and of FIM-SE, told again in Python. No dependencies."""

import json

TEXTS = [
    "",
    "a",
    "The gate of the garden is green.",
    "\u00fcber na\u00efve caf\u00e9s, 3.14\u20ac",
    "\u4f60\u597d\uff0c\u4e16\u754c \u0928\u092e\u0938\u094d\u0924\u0947",
    "\U0001f600\u200d\U0001f525 e\u0301 \uffff \U0010ffff",
    "tab\tand\r\nline ends\n\n  two spaces  ",
    "</s><pad>[CLS]<bos>",
    "\x01\x7f\x80\xff\u07ff\u0800\ud7ff\ue005\uf8ff",
]

CODE = [
    "def f(x):\n    return x + 1\n",
    "no line end at all",
    "\n\n\n",
    "a\r\nb\r\nc",
    "\u4f60\n\U0001f600 emoji\nend",
    "x\u2028y\nz\x0bw\n",
]


def row(fields):
    return json.dumps(fields, ensure_ascii=True) + "\n"


def parts(text, start, end):
    prefix, middle, suffix = text[:start], text[start:end], text[end:]
    line = prefix.rfind("\n") + 1
    stop = suffix.find("\n") + 1 or len(suffix)
    return {
        "text": text,
        "start": start,
        "end": end,
        "prefix": prefix,
        "middle": middle,
        "suffix": suffix,
        "r_prefix": prefix[:line],
        "target": prefix[line:] + middle + suffix[:stop],
        "r_suffix": suffix[stop:],
    }


with open("bytes.jsonl", "w") as out:
    for text in TEXTS:
        units = list(text.encode())
        out.write(row({
            "text": text,
            "byt5": [unit + 3 for unit in units] + [1],
            "blt": [1] + [unit + 4 for unit in units] + [2],
            "bytes": units,
            "canine": [0xE000] + [ord(c) for c in text] + [0xE001],
        }))

with open("fim.jsonl", "w") as out:
    for text in CODE:
        for start in range(0, len(text), 4):
            for end in range(start, len(text) + 1, 5):
                out.write(row(parts(text, start, end)))
