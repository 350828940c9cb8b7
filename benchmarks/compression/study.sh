#!/bin/sh
# Trains BPE, BoundlessBPE and SuperBPE, with deletions and without, at five sizes on nine tenths of a folder of corpora, and
# compares them on the last tenth: see README.md here.
#
#   study.sh CORPORA RESULTS
#
# CORPORA holds JSON lines with "text" and "lang" in the folders code, english, legal and multilingual; RESULTS gets the
# models, a table for each size and a page with plots. TOKENWRIGHT names the program, ./tokenwright if it is not set.
set -eu

corpora=$1
results=$2
tokenwright=${TOKENWRIGHT:-./tokenwright}
mkdir -p "$results"

# wikitext2 is preprocessed text and stays out of quality figures; tinyshakespeare has no JSON lines.
set -- "$corpora/code" "$corpora/legal" "$corpora/multilingual" \
    "$corpora/english/books.jsonl.zst" "$corpora/english/libreoffice-help.jsonl.zst" "$corpora/english/sotu.jsonl.zst"
inputs() { for input; do if [ -d "$input" ]; then printf '%s\n' "$input"/*.jsonl.zst; else printf '%s\n' "$input"; fi; done; }
IFS='
'
# shellcheck disable=SC2046
set -- $(inputs "$@")
unset IFS

train() { # NAME OPTIONS...
    model=$results/$1.model
    shift
    if [ ! -f "$model" ]; then "$tokenwright" train --alphabet utf8 --sample 0.9 --seed 1 --output "$model" "$@"; fi
}

for size in 8192 16384 32768 65536 131072; do
    train "bpe-$size" --type bpe --vocab-size $size "$@"
    train "boundless-$size" --vocab-size $size "$@"
    superwords=$("$tokenwright" inspect --json "$results/boundless-$size.model" |
        sed -n 's/.*"supermerges" : \([0-9]*\).*/\1/p')
    train "super-equal-$size" --type super --supermerges "$superwords" --vocab-size $size "$@"
    train "super-half-$size" --type super --supermerges $((size / 2)) --vocab-size $size "$@"
    train "bpe-deletions-$size" --type bpe --deletion-threshold 0.9 --vocab-size $size "$@"
    train "boundless-deletions-$size" --deletion-threshold 0.9 --vocab-size $size "$@"
done

compare() { # SIZE OPTIONS...
    size=$1
    shift
    "$tokenwright" evaluate --sample 0.9-1 --seed 1 --label /lang --model "$results/bpe-$size.model" \
        --model "$results/bpe-deletions-$size.model" --model "$results/boundless-$size.model" \
        --model "$results/boundless-deletions-$size.model" --model "$results/super-equal-$size.model" \
        --model "$results/super-half-$size.model" "$@"
}

for size in 8192 16384 32768 65536; do
    compare $size "$@" >"$results/table-$size.txt"
done
compare 131072 --html "$results/page-131072.html" "$@" >"$results/table-131072.txt"
