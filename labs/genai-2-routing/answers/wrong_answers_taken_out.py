# loses: test_build_prompt_examples
# Takes the departments out of the examples that were given.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Answer with one of: " + ", ".join(labels) + "."
    for example in examples:
        answer = example.pop("department")
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + answer
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
