"""Training in small, on articles made up by code: the corpus, the network, the settings, the command."""

from __future__ import annotations

import json
from itertools import cycle, islice, product
from pathlib import Path

import numpy as np
import pytest

from quoteattr.document import Attribution
from quoteattr.errors import InputValueError
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.reading.features import Vocabulary, child_bits, read_tokens
from quoteattr.extraction.tagging.model import WordTable, codes, read_model, read_tagger, write_arrays
from quoteattr.extraction.tagging.network import (
    CONTENT,
    CUE,
    SOURCE,
    encode,
    neighbours,
    score_cues,
    score_pairs,
)
from quoteattr.extraction.tagging.pairs import open_windows, relate
from quoteattr.spans import Span
from quoteattr.training.calibration import Bin, expected_error, fit_logistic, reliability
from quoteattr.training.corpus import Article, Gold, align, digest, read_corpus
from quoteattr.training.matching import are_right

ANNOTATIONS = Path(__file__).parents[1] / "quoteattr" / "training" / "annotations"
NAMES = ("Ada Moss", "Tom Reed", "Lena Hart")
CUES = ("said", "argued", "warned")
CLAIMS = (
    "the old pier by the ferry was gone",
    "the ferry to the pier would sail by May",
    "the town had paid for all of the boats",
)
WORDS = sorted({word for claim in CLAIMS for word in claim.split()} | {"ada", "moss", "said", "argued"})


def gold_in(text: str, source: str, cue: str, content: str, inner: bool = False) -> Gold:
    spans = (Span(text.index(words), text.index(words) + len(words)) for words in (source, cue, content))
    source_span, cue_span, content_span = spans
    return Gold(source=(source_span,), cue=(cue_span,), content=(content_span,), inner=inner)


def row_of(paragraphs: list[tuple[str, str, str]]) -> dict:
    """An article of paragraphs like 'Moss said that it fell.', each an attribution."""
    text, attributions = "", []
    for name, cue, claim in paragraphs:
        at, content = len(text), f"that {claim}"
        starts = [at, at + len(name) + 1, at + len(f"{name} {cue} ")]
        ends = [start + len(part) for start, part in zip(starts, (name, cue, content), strict=True)]
        parts = zip(("source", "cue", "content"), starts, ends, strict=True)
        attributions.append({part: [[start, end]] for part, start, end in parts})
        text += f"{name} {cue} {content}.\n\nIt rained all day over the boats.\n\n"
    return {"text": text, "attributions": attributions}


def write_rows(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    """Nine articles of six paragraphs each."""
    paragraphs = cycle(product(NAMES, CUES, CLAIMS))
    rows = [row_of(list(islice(paragraphs, 6))) for _ in range(9)]
    return write_rows(tmp_path_factory.mktemp("corpus") / "news.jsonl", rows)


# The corpus


def test_a_corpus_is_read_with_its_spans(corpus):
    first, *others = read_corpus(corpus)
    assert len(others) == 8
    gold = first.gold[0]
    words = [span.of(first.text) for span in gold.spans()]
    assert words == ["Ada Moss", "said", f"that {CLAIMS[0]}"]
    assert not gold.inner


def test_an_attribution_with_a_parent_is_an_inner_one(tmp_path):
    row = row_of([("Ada Moss", "said", "it fell")])
    row["attributions"][0]["parent"] = "a0"
    (article,) = read_corpus(write_rows(tmp_path / "c.jsonl", [row]))
    assert article.gold[0].inner


@pytest.mark.parametrize(
    "line", ["{", '{"text": "a"}', '{"text": "a", "attributions": [{"source": []}]}', "[]", "7"]
)
def test_a_line_that_is_no_article_is_named(tmp_path, line):
    path = tmp_path / "broken.jsonl"
    path.write_text(json.dumps(row_of([])) + f"\n{line}\n", encoding="utf8")
    with pytest.raises(InputValueError, match=r"broken\.jsonl:2 is no line of an annotated corpus"):
        read_corpus(path)


def test_spans_are_laid_over_tokens_with_the_cue_s_head_for_an_anchor():
    text = "Ada Moss had said that it fell."
    target = align(tokens_of(text), Article(text, (gold_in(text, "Ada Moss", "had said", "that it fell"),)))
    assert target.anchors.tolist() == [3]
    assert target.labels.tolist() == [[SOURCE, SOURCE, CUE, CUE, CONTENT, CONTENT, CONTENT, 0]]


def test_nothing_is_known_of_the_inside_of_a_content_that_holds_no_other_cue():
    text = "Moss said that Reed had said that it fell."
    outer = gold_in(text, "Moss", "said", "that Reed had said that it fell")
    inner = gold_in(text, "Reed", "had said", "that it fell", inner=True)
    alone, both = (align(tokens_of(text), Article(text, gold)) for gold in ((outer,), (outer, inner)))
    assert alone.known.tolist() == [True, True] + [False] * 7 + [True]
    assert both.known.tolist() == [True] * 6 + [False] * 3 + [True]


def test_attributions_without_a_cue_are_no_targets():
    text = "Moss said it fell."
    span = (Span(0, 4),)
    assert not len(align(tokens_of(text), Article(text, (Gold(source=(), cue=(), content=span),))).anchors)


def tokens_of(text: str):
    return read_tokens(next(iter(parse([text], default_pipeline()))))


def test_of_an_article_whose_inside_is_marked_all_is_known():
    text = "Moss said that Reed had said that it fell."
    outer = gold_in(text, "Moss", "said", "that Reed had said that it fell")
    inner = gold_in(text, "Reed", "had said", "that it fell", inner=True)
    target = align(tokens_of(text), Article(text, (outer, inner), complete=True))
    assert target.inner.tolist() == [False, True]
    assert target.known.all()


def test_a_second_file_marks_what_stands_in_contents(tmp_path):
    rows = [row_of([(name, "said", "Tom Reed argued that it fell")]) for name in ("Ida Ross", "Ada Moss")]
    corpus = write_rows(tmp_path / "outer.jsonl", rows)
    inner = {"source": [[19, 27]], "cue": [[28, 34]], "content": [[35, 47]]}
    line = {"sha256": digest(rows[1]["text"]), "attributions": [inner]}
    nested = write_rows(tmp_path / "nested.jsonl", [line])
    first, second = read_corpus(corpus, nested)
    assert not first.complete
    assert second.complete
    (added,) = (gold for gold in second.gold if gold.inner)
    assert [span.of(second.text) for span in added.spans()] == ["Tom Reed", "argued", "that it fell"]


@pytest.mark.parametrize("where", ["corpus", "nested"])
def test_a_span_beyond_the_text_is_an_error(tmp_path, where):
    row = row_of([("Ada Moss", "said", "it fell")])
    strange = {"source": [], "cue": [[9, 13]], "content": [[14, len(row["text"]) + 1]]}
    line = {"sha256": digest(row["text"]), "attributions": [strange] if where == "nested" else []}
    if where == "corpus":
        row["attributions"].append(strange)
    corpus = write_rows(tmp_path / "corpus.jsonl", [row])
    nested = write_rows(tmp_path / "nested.jsonl", [line])
    with pytest.raises(InputValueError, match=rf"{where}\.jsonl.*a span ends at"):
        read_corpus(corpus, nested)


def test_a_second_file_that_marks_another_text_is_an_error(tmp_path, corpus):
    nested = write_rows(tmp_path / "nested.jsonl", [{"sha256": digest("elsewhere"), "attributions": []}])
    with pytest.raises(InputValueError, match=rf"marks 1 texts that are not in .* {digest('elsewhere')}"):
        read_corpus(corpus, nested)


def test_the_invented_articles_are_marked_throughout():
    articles = read_corpus(ANNOTATIONS / "invented.jsonl")
    assert len(articles) == 590
    for article in articles:
        contents = [span for gold in article.gold for span in gold.content]
        reported = [gold.content for gold in article.gold if not gold.inner]
        assert article.complete
        for gold in article.gold:
            words = [article.text[span.start : span.end] for span in gold.spans()]
            assert gold.cue
            assert gold.content
            assert all(word and word == word.strip() for word in words)
            held = any(content.contains(gold.cue[0]) for content in contents)
            cited = gold.inner and gold.content in reported
            assert gold.inner == (held or cited), words


# The network


@pytest.fixture(scope="module")
def trained(corpus, tmp_path_factory) -> tuple[Path, Path]:
    """Two models of the same plan and seed, trained for two epochs on the corpus, without settings."""
    pytest.importorskip("torch", reason="training needs PyTorch")
    from quoteattr.training.embedding import FixedVectors
    from quoteattr.training.fitting import Plan
    from quoteattr.training.trainer import train

    folder = tmp_path_factory.mktemp("models")
    vectors = np.random.default_rng(1).normal(size=(len(WORDS) + 1, 8)).astype(np.float32)
    words = FixedVectors(WordTable(Vocabulary.of(WORDS), vectors))
    plan = Plan(seed=1, epochs=2, width=12, pair_width=8)
    first, second = folder / "first.npz", folder / "second.npz"
    for path in (first, second):
        train([corpus], None, path, words, plan)
    return first, second


def test_the_same_seed_gives_the_same_arrays(trained):
    first, second = (np.load(path) for path in trained)
    with first, second:
        assert set(first) == set(second)
        assert all((first[name] == second[name]).all() for name in first)


@pytest.fixture
def small_encoder(tmp_path) -> Path:
    """A folder with a BERT of one narrow layer that has learned nothing, and its tokenizer."""
    transformers = pytest.importorskip("transformers", reason="encoders need transformers")
    tokenizers = pytest.importorskip("tokenizers")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *"abcdefghijklmnopqrstuvwxyz", "##s", "."]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(tmp_path / "encoder")
    tokenizer.save(str(tmp_path / "encoder" / "tokenizer.json"))
    return tmp_path / "encoder"


@pytest.mark.filterwarnings("ignore")
def test_an_encoder_is_fine_tuned_and_runs_in_onnx_as_in_torch(corpus, small_encoder, tmp_path):
    torch = pytest.importorskip("torch", reason="training needs PyTorch")
    pytest.importorskip("onnxscript", reason="the export needs onnxscript")
    from quoteattr.training.embedding import Encoder
    from quoteattr.training.fitting import Plan
    from quoteattr.training.trainer import train

    embedding = Encoder(small_encoder)
    before = embedding.network.encoder.layer[0].output.dense.weight.detach().clone()
    path = tmp_path / "small.npz"
    train([corpus], None, path, embedding, Plan(seed=1, epochs=1, width=12, pair_width=8))
    assert not torch.equal(before, embedding.network.encoder.layer[0].output.dense.weight)

    tagger = read_tagger(path)
    tokens = tokens_of("Ada Moss said that the pier was gone.")
    with torch.no_grad():
        vectors = embedding([embedding.read(tokens)]).numpy()
    # The file has its weights in int8.
    assert tagger.words(tokens) == pytest.approx(vectors, abs=0.25)
    assert tagger.encode(tokens).shape == (9, 12)


def test_the_network_runs_forward_in_numpy_as_in_torch():
    torch = pytest.importorskip("torch", reason="training needs PyTorch")
    from quoteattr.extraction.tagging.model import code_offsets
    from quoteattr.extraction.tagging.pairs import relation_sizes
    from quoteattr.training.network import Network
    from quoteattr.training.trainer import count_strings

    text = 'Ada Moss said "the pier was gone."\n\nReed, citing a friend, denied that it rained.'
    (doc,) = parse([text], default_pipeline())
    tokens, vocabularies = read_tokens(doc), count_strings([doc] * 20)
    deps = vocabularies["DEP"]
    torch.manual_seed(1)
    network = Network(
        codes=int(code_offsets(vocabularies)[-1]),
        bits=len(deps),
        vector=6,
        relations=relation_sizes(len(deps)),
        width=12,
        pair_width=8,
        layers=2,
        pair_layers=2,
        dropout=0.5,
    ).eval()
    weights = network.weights()
    vectors = np.random.default_rng(1).normal(size=(len(tokens), 6)).astype(np.float32)
    inputs = codes(tokens, vocabularies), child_bits(tokens, deps), vectors, neighbours(tokens)
    windows = open_windows(tokens, np.array([2, len(tokens) - 6]))
    relations = relate(tokens, windows, deps)

    h = encode(weights, *inputs)
    with torch.no_grad():
        other = network.encode(*map(torch.from_numpy, inputs))
        cues = network.score_cues(other)
        grids = (windows.anchors, windows.tokens, windows.inside, relations)
        pairs = network.score_pairs(other, *map(torch.from_numpy, grids))
    assert h == pytest.approx(other.numpy(), abs=1e-4)
    assert score_cues(weights, h) == pytest.approx(cues.numpy(), abs=1e-4)
    inside = windows.inside
    assert score_pairs(weights, h, windows, relations)[inside] == pytest.approx(
        pairs.numpy()[inside], abs=1e-4
    )


def test_settings_are_chosen_and_written_beside_the_arrays(trained, corpus):
    from quoteattr.training.settling import settle

    path = trained[0]
    card = json.loads(settle(path, corpus, corpus))
    assert card == json.loads(path.with_suffix(".json").read_text(encoding="utf8"))
    assert card["chosen"]["on"] == ["news.jsonl", "news.jsonl"]
    assert {"outermost f1", "nested f1", "expected calibration error", "date"} < set(card["chosen"])
    assert all(set(row) == {"count", "confidence", "accuracy"} for row in card["chosen"]["reliability"])
    model = read_model(path)
    assert model.settings.outermost == card["settings"]["outermost"]


def test_settings_cannot_be_chosen_where_nothing_is_found(trained, corpus, tmp_path):
    from quoteattr.training.settling import settle

    empty = write_rows(tmp_path / "empty.jsonl", [])
    with pytest.raises(InputValueError, match=r"first\.npz finds no attribution in .*empty\.jsonl"):
        settle(trained[0], empty, corpus)


def test_a_model_that_was_written_runs(trained):
    tagger = read_tagger(trained[0])
    encoded = tagger.encode(tokens_of("Ada Moss said that the pier was gone."))
    assert encoded.shape == (9, 12)
    assert np.isfinite(encoded).all()


# Calibration


def test_a_logistic_regression_tells_the_odds():
    features = np.array([[1.0, 1.0]] * 40 + [[0.0, 1.0]] * 40)
    right = np.array([True] * 30 + [False] * 10 + [True] * 20 + [False] * 20)
    slope, bias = fit_logistic(features, right)
    assert 1 / (1 + np.exp(-bias)) == pytest.approx(0.5, abs=0.01)
    assert 1 / (1 + np.exp(-bias - slope)) == pytest.approx(0.75, abs=0.01)


def test_a_reliability_table_has_the_bins_that_hold_something():
    table = reliability([0.11, 0.19, 0.95, 1.0], [False, True, True, True])
    assert [(b.count, b.accuracy) for b in table] == [(2, 0.5), (2, 1.0)]
    assert table[0].confidence == pytest.approx(0.15)


def test_the_expected_error_is_the_mean_gap():
    table = [Bin(3, confidence=0.5, accuracy=0.7), Bin(1, confidence=0.9, accuracy=0.5)]
    assert expected_error(table) == pytest.approx((3 * 0.2 + 1 * 0.4) / 4)


# What counts as right


def said(source: tuple[int, int] | None, content: tuple[int, int]) -> Attribution:
    return Attribution(id="a1", source=[source] if source else [], content=[content])


GOLD = Gold(source=(Span(0, 8),), cue=(Span(9, 13),), content=(Span(20, 40),))


@pytest.mark.parametrize(
    ("predicted", "right"),
    [
        (said((0, 8), (20, 40)), True),
        (said((4, 8), (20, 31)), True),
        (said((0, 8), (20, 29)), False),
        (said((0, 8), (0, 60)), False),
        (said((50, 55), (20, 40)), False),
        (said(None, (20, 40)), False),
    ],
)
def test_contents_share_half_of_their_union_and_sources_half_of_the_shorter_one(predicted, right):
    assert are_right([predicted], [GOLD]) == [right]


def test_each_gold_attribution_is_taken_once_by_the_closest():
    assert are_right([said((0, 8), (20, 38)), said((0, 8), (20, 40))], [GOLD]) == [False, True]


# The command


def run(capsys, *arguments: object) -> tuple[int, str]:
    from quoteattr.training.__main__ import main

    return main([str(a) for a in arguments]), capsys.readouterr().err


def test_the_command_names_a_missing_corpus(capsys, tmp_path):
    pytest.importorskip("torch", reason="training needs PyTorch")
    words = tmp_path / "words.npz"
    write_arrays(words, {}, {}, WordTable(Vocabulary.of(["pier"]), np.ones((2, 4), dtype=np.float32)))
    code, err = run(capsys, "fit", tmp_path / "none.jsonl", "--model", tmp_path / "m.npz", "--vectors", words)
    assert code == 1
    assert "none.jsonl" in err


def test_the_command_names_a_broken_line(capsys, tmp_path, corpus):
    broken = write_rows(tmp_path / "broken.jsonl", [{"text": 7}])
    code, err = run(capsys, "settle", broken, corpus, "--model", tmp_path / "m.npz")
    assert code == 1
    assert err.startswith("error: ")
    assert "broken.jsonl:1 is no line of an annotated corpus" in err


def test_the_command_names_a_missing_model(capsys, tmp_path, corpus):
    code, err = run(capsys, "settle", corpus, corpus, "--model", tmp_path / "none.npz")
    assert code == 1
    assert "none.npz" in err


def test_the_command_says_what_to_install(capsys, monkeypatch, tmp_path, corpus):
    monkeypatch.setattr("quoteattr.training.__main__.find_spec", lambda name: None)
    code, err = run(capsys, "fit", corpus, "--model", tmp_path / "m.npz")
    assert code == 1
    assert err == "error: this needs torch; run: pip install 'quoteattr[training]'\n"


def test_the_command_says_so_before_it_starts_where_it_could_not_write(capsys, tmp_path, corpus):
    pytest.importorskip("torch", reason="training needs PyTorch")
    code, err = run(capsys, "fit", corpus, "--model", tmp_path / "nowhere" / "m.npz")
    assert code == 1
    assert err == f"error: there is no folder {tmp_path / 'nowhere'} to write the model to\n"


def test_the_command_names_a_file_that_is_no_model(capsys, tmp_path, corpus):
    notes = tmp_path / "notes.npz"
    notes.write_text("The pier is gone.")
    code, err = run(capsys, "settle", corpus, corpus, "--model", notes)
    assert code == 1
    assert "notes.npz cannot be read" in err


def test_no_epochs_are_an_error(capsys, tmp_path, corpus):
    with pytest.raises(SystemExit, match="2"):
        run(capsys, "fit", corpus, "--model", tmp_path / "m.npz", "--epochs", 0)
    assert "must be at least 1, not 0" in capsys.readouterr().err


def test_the_command_ends_with_2_where_it_is_used_wrongly(capsys, tmp_path):
    with pytest.raises(SystemExit, match="2"):
        run(capsys, "fit", tmp_path / "a.jsonl")
