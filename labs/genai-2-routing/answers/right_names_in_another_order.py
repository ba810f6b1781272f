# The names by the alphabet, and the prompt from pieces.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    pieces = ["Departments: " + ", ".join(sorted(labels)) + "."]
    pieces += [f"Complaint: {example['text']}\nDepartment: {example['department']}" for example in examples]
    return "\n\n".join([*pieces, f"Complaint: {complaint}\nDepartment:"])
