# Names, comments and texts in Malay, Chinese and Arabic, with emoji.
# %% total
def jumlah(senarai_harga):
    """Jumlah harga 价格总和 مجموع الأسعار 🧮."""
    总数 = 0
    for harga in senarai_harga:
        总数 += harga
    return 总数


total = jumlah
