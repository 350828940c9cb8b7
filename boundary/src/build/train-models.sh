#!/bin/sh
# Makes the models of org.tokenwright.boundary.charboundary, byte for byte, with the commands of this repository:
#
#   boundary/src/build/train-models.sh SENTENCES CORPORA
#
# SENTENCES  a folder with ud-en-ewt-train.jsonl (Universal Dependencies, English Web Treebank) and
#            legal-en-{scotus,cyber-crime,bva}.jsonl (Savelka et al., 2017): objects with "text" and "ends_u16", one a line
# CORPORA    a folder with english/books.jsonl.zst and english/sotu.jsonl.zst: objects with "text", one a line
#
# The java is that of JAVA_HOME or the one on the path, 21 or later.
#
# What `general` is made of was chosen on EWT's development part, which does not tell 400, 600 and 900 texts from templates nor
# thresholds between 0.35 and 0.5 apart; these are from the middle. EWT is given twice, so that it counts for more than the rest.
set -eu
[ $# -eq 2 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
sentences=$1
corpora=$2
root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/../../.." && pwd)
build=$root/boundary/src/build
models=$root/boundary/src/main/resources/org/tokenwright/boundary/charboundary
abbreviations=$models/abbreviations.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tokenwright() { "$root/tokenwright" "$@"; }
texts() {
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED -cp "$root/cli/target/tokenwright-cli.jar" \
        "$build/java/TrainingTexts.java" "$@"
}

tokenwright --version >/dev/null # builds the jar if need be
texts excerpts 20000 2000 "$corpora/english/books.jsonl.zst" "$work/books.jsonl"
texts excerpts 2000 1700 "$corpora/english/sotu.jsonl.zst" "$work/sotu.jsonl"
tokenwright sentences train --known "$abbreviations" -o "$work/prose.punkt" "$work/books.jsonl" "$work/sotu.jsonl"
for text in books sotu; do
    texts marked "$work/prose.punkt" "$work/$text.jsonl" "$work/$text-marked.jsonl"
done
texts templates 600 1 "$build/templates.txt" "$work/templates.jsonl"

tokenwright sentences train-forest --size small --trees 64 --seed 1 --threshold 0.45 --abbreviations "$abbreviations" \
    -o "$work/general.charboundary" "$sentences/ud-en-ewt-train.jsonl" "$sentences/ud-en-ewt-train.jsonl" \
    "$work/books-marked.jsonl" "$work/sotu-marked.jsonl" "$work/templates.jsonl"
tokenwright sentences train-forest --size small --seed 1 --abbreviations "$abbreviations" \
    -o "$work/legal.charboundary" "$sentences/legal-en-scotus.jsonl" "$sentences/legal-en-cyber-crime.jsonl" \
    "$sentences/legal-en-bva.jsonl"

mv "$work/general.charboundary" "$work/legal.charboundary" "$models" # at the end: a changed resource has the jar built anew
