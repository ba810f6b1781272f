# loses: test_build_prompt_examples
# Puts each further example in front of the others.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Which council department handles this complaint? Answer with one of: " + ", ".join(labels) + "."
    for example in reversed(examples):
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
