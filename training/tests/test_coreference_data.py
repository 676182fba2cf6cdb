"""Scenes laid over a reading: whose chain each mention gets, and of which nothing is known."""

from fabula.language.compose import compose
from fabula.language.reading import EntityType, Reading
from fabula.manuscript.model import Manuscript
from fabula_training.coreference_data import scene_example
from fabula_training.scenes import parse_scene

MARKED = """# person a Ada Finch (she/her)
# person t Tom (he/him)

[Ada|a] saw [the tall boy by the mill|t]. [They|a+t] waved.
"""

READ = """
# text = Ada saw the tall boy by the mill.
Ada NNP 2 nsubj Entity=(PER-name)
saw VBD 0 root
the DT 5 det Entity=(PER-noun
tall JJ 5 amod
boy NN 2 obj Entity=)
by IN 8 case
the DT 8 det Entity=(FAC-noun
mill NN 5 nmod Entity=)
. .

# text = They waved.
They PRP 2 nsubj
waved VBD 0 root
. .
"""


def test_a_mention_takes_the_chain_of_whoever_has_its_head() -> None:
    _, reading = compose(READ)

    def reader(manuscript: Manuscript) -> Reading:
        assert manuscript.text == reading.text.strip()
        return reading

    example = scene_example(parse_scene(MARKED, "mill"), reader)
    words = list(example.frame.words)
    assert words == ["Ada", "the tall boy", "the mill", "They"]
    assert len(set(example.gold.tolist())) == 4
    known = (example.frame.type == EntityType.PER).tolist()
    assert example.weight.tolist() == [float(k) for k in known] == [1.0, 1.0, 0.0, 1.0]
