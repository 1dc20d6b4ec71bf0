from rest_framework import serializers

from catalog.store import CATEGORIES


class CategorySerializer(serializers.Serializer):
    slug = serializers.SlugField(max_length=50)
    name = serializers.CharField(max_length=100)


class ProductSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=200)
    description = serializers.CharField(allow_blank=True, required=False)
    category = serializers.SlugField(max_length=50)
    price_cents = serializers.IntegerField(min_value=0, max_value=10_000_000)
    average_rating = serializers.FloatField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)

    def validate_category(self, slug):
        if slug not in CATEGORIES:
            raise serializers.ValidationError(f"There is no category {slug}.")
        return slug


class ProductListQuerySerializer(serializers.Serializer):
    category = serializers.SlugField(max_length=50, required=False)
    ordering = serializers.ChoiceField(choices=["name", "price", "newest"], required=False)
