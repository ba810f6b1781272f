# loses: test_build_prompt_examples
# Returns inside the loop, so that only the first example is there.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    text = "Which council department handles this complaint? Answer with one of: " + ", ".join(labels) + "."
    for example in examples:
        text = text + "\n\nComplaint: " + example["text"] + "\nDepartment: " + example["department"]
        break
    return text + "\n\nComplaint: " + complaint + "\nDepartment:"
