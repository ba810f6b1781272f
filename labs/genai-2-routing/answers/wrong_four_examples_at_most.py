# loses: test_build_prompt_examples
# Takes four examples at most.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Answer with one of: " + ", ".join(labels) + "."
    for example in examples[:4]:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
