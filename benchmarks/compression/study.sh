#!/bin/sh
# Trains BPE, BoundlessBPE and SuperBPE, with deletions and without, at five sizes on nine tenths of a folder of corpora, and
# compares them on the last tenth: see README.md here.
#
#   study.sh CORPORA RESULTS
#
# CORPORA holds JSON lines with "text" and "lang" in the folders code, english, legal and multilingual. RESULTS gets the
# models, a table for each size, a page with plots, and summary.md. What is there already is not made again. TOKENWRIGHT
# names the program, ./tokenwright if it is not set.
set -eu

tokenwright=${TOKENWRIGHT:-./tokenwright}
tokenwright=$(cd "$(dirname "$tokenwright")" && pwd)/$(basename "$tokenwright")
mkdir -p "$2"
results=$(cd "$2" && pwd)
cd "$1"
sizes='8192 16384 32768 65536 131072'

# wikitext2 is preprocessed text and stays out of quality figures; tinyshakespeare has no JSON lines.
english='english/books.jsonl.zst english/libreoffice-help.jsonl.zst english/sotu.jsonl.zst'
kinds='code english legal multilingual'
files() { # KIND
    if [ "$1" = english ]; then echo "$english"; else echo "$1"/*.jsonl.zst; fi
}
all=$(for kind in $kinds; do files "$kind"; done)

train() { # NAME OPTIONS...
    model=$results/$1.model
    shift
    if [ ! -f "$model" ]; then
        # shellcheck disable=SC2086
        "$tokenwright" train --quiet --alphabet utf8 --sample 0.9 --seed 1 --output "$model" "$@" $all
    fi
}

for size in $sizes; do
    train "bpe-$size" --type bpe --vocab-size "$size"
    train "boundless-$size" --vocab-size "$size"
    superwords=$("$tokenwright" inspect --json "$results/boundless-$size.model" |
        sed -n 's/.*"supermerges" : \([0-9]*\).*/\1/p')
    train "super-equal-$size" --type super --supermerges "$superwords" --vocab-size "$size"
    train "super-half-$size" --type super --supermerges $((size / 2)) --vocab-size "$size"
    train "bpe-deletions-$size" --type bpe --deletion-threshold 0.9 --vocab-size "$size"
    train "boundless-deletions-$size" --deletion-threshold 0.9 --vocab-size "$size"
done

compare() { # SIZE TABLE INPUTS AND OPTIONS...
    size=$1
    table=$2
    shift 2
    "$tokenwright" evaluate --sample 0.9-1 --seed 1 --label /lang --model "$results/bpe-$size.model" \
        --model "$results/bpe-deletions-$size.model" --model "$results/boundless-$size.model" \
        --model "$results/boundless-deletions-$size.model" --model "$results/super-equal-$size.model" \
        --model "$results/super-half-$size.model" "$@" >"$results/$table"
}

# The six figures of a line of a table that begins with the given words.
row() { # TABLE WORDS
    sed -n "s/^$2  *//p" "$results/$1" | head -n 1 | sed 's/  */ | /g'
}

{
    heading='bpe | bpe, deletions | boundless | boundless, deletions | super, as many | super, half |'
    for measure in 'bytes per token' 'Rényi efficiency (2.5)'; do
        printf '\n%s\n\n| text | size | %s\n|---|---:|---:|---:|---:|---:|---:|---:|\n' "$measure" "$heading"
        for kind in all $kinds; do
            for size in $sizes; do
                table=table-$kind-$size.txt
                if [ ! -f "$results/$table" ]; then
                    inputs=$(if [ "$kind" = all ]; then echo "$all"; else files "$kind"; fi)
                    # shellcheck disable=SC2086
                    compare "$size" "$table" $inputs
                fi
                printf '| %s | %s | %s |\n' "$kind" "$size" "$(row "$table" "$measure")"
            done
        done
    done
} >"$results/summary.md"

# shellcheck disable=SC2086
compare 131072 table-all-131072.txt --html "$results/page.html" $all
