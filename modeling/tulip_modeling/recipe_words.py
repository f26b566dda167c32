"""How the models were trained, in the words of a model card."""

from tulip_modeling.results import Json


def head_recipe(train: Json) -> str:
    """The chosen recipe of the heads in words."""
    r = train["tried"][train["best"]]["recipe"]
    words = (
        f"{r['epochs']} epochs, batch {r['batch']}, AdamW at {r['peak']:g}, "
        f"weight decay {r['weight_decay']:g}, label smoothing {r['smoothing']:g}, "
        f"dropout {r['image_dropout']:g} / {r['text_dropout']:g} and noise {r['noise']:g} "
        f"on the frozen features, seed {r['seed']}"
    )
    return words + (f", moving average of weights ({r['average']:g})" if r["average"] else "")


def views_line(views: Json) -> str:
    """What else stage 2 shows than a photo's own texts."""
    return (
        f"{views['surrounded']:.0%} of them among up to {views['unrelated']} unrelated sentences, "
        f"{views['paired']:.0%} beside another photo's (both photos right), and "
        f"{views['notes']} short captions a pass among unrelated sentences"
    )


def tried_line(train: Json) -> str:
    """All recipes tried, with what val said."""
    short = {k: v["val"]["short"] for k, v in train["tried"].items()}
    each = "; ".join(
        f"{k} {' / '.join(f'{v[key]:.1f}' for key in ('R@1', 'R@5', 'R@10'))}"
        for k, v in short.items()
    )
    return (
        f"Chosen by the sum of the three recalls on val among {len(short)} recipes that differ by "
        f"little (short captions, R@1 / 5 / 10: {each})."
    )


def near_line(result: Json) -> str:
    """How many photos lie in training too, or almost."""
    bits, cosine = result["near bits"], result["near cosine"]
    hashes = " and ".join(
        f"{found['near by hash']} of {found['photos']:,} {split} photos (the nearest is "
        f"{found['fewest bits']} bits away)"
        for split, found in result["splits"].items()
    )
    features = " and ".join(
        f"{found['near by features']} {split} photos" for split, found in result["splits"].items()
    )
    return (
        f"Copies of training photos, by perceptual hashes (at most {bits} of 64 bits apart): "
        f"{hashes}. Such hashes miss other photos of the same scene or burst: {features} have a "
        f"training photo whose image features, centred, have a cosine above {cosine:g}."
    )
